using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Magister.Fleet;
using Magister.Fleet.Market;
using Magister.Vast.Sending;
using Magister.Vast.Wire;

namespace Magister.Vast.Calls;

/// <summary>
/// Reads the bill of a day (<c>show_charges.yaml</c>), page by page. A row that comes twice counts once; one with an impossible amount is
/// ignored.
/// </summary>
/// <param name="day">UTC.</param>
public sealed class ChargesCall(DateOnly day) : VastCall<DayBill>
{
    internal static readonly Endpoint Charges = new("charges", settings => settings.AccountGap);

    private const int RowsPerPage = 500;
    private const int MaxPages = 200;
    private const string SourcePrefix = "instance-";

    private readonly ImmutableSortedDictionary<long, double>.Builder charges = ImmutableSortedDictionary.CreateBuilder<long, double>();
    private string? token;
    private int pages;

    internal override Endpoint Endpoint => Charges;

    internal override VastRequest Next => new(HttpMethod.Get, Address(), []);

    internal override Outcome<DayBill>? Take(Exchange exchange, Reading reading)
    {
        var part = Questions.Interpret(exchange, body => Read(body) is { } next ? new Outcome<string>.Done(next) : null);
        if (part is not Outcome<string>.Done(var afterToken)) return Questions.FailureOf<string, DayBill>(part);
        if (afterToken.Length == 0) return new Outcome<DayBill>.Done(new DayBill(charges.ToImmutable()));
        token = afterToken;
        return ++pages < MaxPages ? null : new Outcome<DayBill>.Unknown("the bill does not end");
    }

    // The next page's token, empty after the last page; null if it is no page at all.
    private string? Read(JsonElement body)
    {
        if (!JsonFields.TryMember(body, "results", out var results) || results.ValueKind is not JsonValueKind.Array) return null;
        foreach (var row in results.EnumerateArray())
        {
            var fields = new JsonFields(row);
            if (InstanceOf(fields.ShortText("source")) is { } instanceId && fields.Number("amount") is >= 0 and < 1e6 and var usd) charges[instanceId] = usd;
        }

        var page = new JsonFields(body);
        var next = page.Text("next_token") ?? "";
        return page.FirstBroken is null ? next : null;
    }

    private static long? InstanceOf(string? source) =>
        source?.StartsWith(SourcePrefix, StringComparison.Ordinal) is true
        && long.TryParse(source.AsSpan(SourcePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private string Address()
    {
        var from = CostTime.StartOf(day).ToUnixTimeSeconds();
        var filters = $$$"""{"day":{"gte":{{{from}}},"lte":{{{from + 86_399}}}},"type":{"in":["instance"]}}""";
        var page = $"api/v0/charges/?select_filters={Uri.EscapeDataString(filters)}&latest_first=false&limit={RowsPerPage}";
        return token is null ? page : $"{page}&after_token={Uri.EscapeDataString(token)}";
    }
}
