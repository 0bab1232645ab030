using System.Text.Json.Nodes;

namespace Magister.Simulator.Market;

/// <summary>Sorting by one field, with nulls last in either direction.</summary>
internal sealed record FieldOrder<T>(Field<T> Field, bool Descending) : IComparer<FieldValue>
{
    public int Compare(FieldValue left, FieldValue right)
    {
        if (left.IsNull || right.IsNull) return left.IsNull.CompareTo(right.IsNull);
        var compared = left.CompareTo(right) ?? 0;
        return Descending ? -compared : compared;
    }

    public static IOrderedEnumerable<T> Sort(IEnumerable<T> subjects, IReadOnlyList<FieldOrder<T>> orders)
    {
        var sorted = subjects.OrderBy(orders[0].Field.Read, orders[0]);
        return orders.Skip(1).Aggregate(sorted, (soFar, order) => soFar.ThenBy(order.Field.Read, order));
    }

    public static FieldOrder<T>? Read(JsonNode? name, JsonNode? direction, Func<string, Field<T>?> find) =>
        JsonText.Text(name) is { } given && find(given) is { } field
            ? new FieldOrder<T>(field, string.Equals(JsonText.Text(direction), "desc", StringComparison.OrdinalIgnoreCase))
            : null;
}
