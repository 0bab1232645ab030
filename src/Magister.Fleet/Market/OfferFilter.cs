using System.Collections.Immutable;
using System.Globalization;

namespace Magister.Fleet.Market;

/// <summary>A further condition of <c>[vast_query]</c> on one of Vast's fields. An offer that does not state the field does not meet it.</summary>
/// <param name="Setting">The setting that it comes from, such as <c>num_gpus</c> or <c>also.dlperf</c>.</param>
/// <param name="Field">The field, as a search names it.</param>
/// <param name="Operator">One of <see cref="Operators"/>.</param>
/// <param name="Values">One, or any number for <c>in</c> and <c>notin</c>: numbers, <c>true</c>, <c>false</c> or other texts.</param>
/// <param name="IsAsked">Vast is also asked to apply it.</param>
public sealed record OfferFilter(string Setting, string Field, string Operator, ImmutableArray<string> Values, bool IsAsked = true)
{
    /// <summary>First those that compare sizes and so need numbers, then those that compare with one value, then those that take a list.</summary>
    public static readonly ImmutableArray<string> Operators = ["gt", "gte", "lt", "lte", "eq", "neq", "in", "notin"];

    public bool ComparesSizes => Operator is "gt" or "gte" or "lt" or "lte";

    public bool TakesList => Operator is "in" or "notin";

    /// <summary>The number that a text represents, 1 for <c>true</c> and 0 for <c>false</c>; null for any other text.</summary>
    public static double? Number(string text) =>
        bool.TryParse(text, out var flag) ? flag ? 1 : 0
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : null;

    /// <summary>Why an offer does not meet it, in words; null if it does.</summary>
    public string? Objection(Offer offer) =>
        offer.Told(Field) is not { } told ? $"it does not show its {Field}"
        : Admits(told) ? null
        : $"its {Field} is {told}, but {Setting} requires {Operator} {string.Join(", ", Values)}";

    private bool Admits(string told) => Operator switch
    {
        "eq" or "in" => Values.Any(value => IsSame(told, value)),
        "neq" or "notin" => !Values.Any(value => IsSame(told, value)),
        "gt" => Number(told) > Number(Values[0]),
        "gte" => Number(told) >= Number(Values[0]),
        "lt" => Number(told) < Number(Values[0]),
        _ => Number(told) <= Number(Values[0]),
    };

    private static bool IsSame(string told, string wanted) =>
        Number(told) is { } one && Number(wanted) is { } other ? one == other : GpuName.IsSame(told, wanted);
}
