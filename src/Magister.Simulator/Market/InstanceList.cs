using System.Globalization;
using System.Text.Json.Nodes;

namespace Magister.Simulator.Market;

/// <summary>One page of the list, as specified by its query.</summary>
internal sealed class InstanceList
{
    private const int PageWhenNotPositive = 5;

    private readonly List<FieldFilter<InstanceView>> _filters = [];
    private readonly List<FieldOrder<InstanceView>> _orders = [];
    private FieldValue[]? _after;
    private IReadOnlyList<(string Name, Field<InstanceView>? Field)> _columns = InstanceFields.All;
    private int _limit;

    private InstanceList()
    {
    }

    public static (InstanceList? List, MarketAnswer? Problem) Parse(ListRequest request, int pageCap)
    {
        var list = new InstanceList();
        var problem = list.ReadLimit(request.Limit, pageCap)
            ?? list.ReadFilters(request.SelectFilters)
            ?? list.ReadColumns(request.SelectCols)
            ?? list.ReadOrder(request.OrderBy);
        if (problem is not null) return (null, MarketAnswer.Error(400, "invalid_request", $"Error in query parameters: {problem}"));
        if (!string.IsNullOrEmpty(request.AfterToken) && (list._after = PageToken.Read(request.AfterToken, list._orders)) is null)
        {
            return (null, MarketAnswer.Error(400, "invalid_token", "Invalid after_token"));
        }

        return (list, null);
    }

    public MarketAnswer Run(ListedInstances listed, DateTimeOffset now)
    {
        var first = new List<(FieldValue[] Key, InstanceView View)>();
        var isById = IsById;
        foreach (var instance in listed.Above(isById ? AfterId : 0))
        {
            var view = new InstanceView(instance, now);
            if (IsAdmitted(view) && IsAfterToken(view)) Keep(first, view);
            if (isById && first.Count > _limit) break;
        }

        var counts = Counts(listed, now).ToList();
        var page = first.Take(_limit).Select(kept => kept.View).ToList();
        return new MarketAnswer(200, new JsonObject
        {
            ["success"] = true,
            ["instances_found"] = page.Count,
            ["total_instances"] = counts.Sum(count => count.Value),
            ["label_counts"] = new JsonObject(counts.Select(count => KeyValuePair.Create(count.Key, (JsonNode?)count.Value))),
            ["next_token"] = first.Count > page.Count ? PageToken.Write(_orders, page[^1]) : null,
            ["instances"] = new JsonArray([.. page.Select(Show)]),
        });
    }

    // In the order in which the list is kept, a page need not look beyond itself.
    private bool IsById => _orders.TrueForAll(order => order.Field.Name == "id" && !order.Descending);

    private long AfterId => _after is { } after ? (long)(after[0].Number ?? 0) : 0;

    private bool IsAdmitted(InstanceView view) => _filters.TrueForAll(filter => filter.Admits(view));

    private IEnumerable<KeyValuePair<string, int>> Counts(ListedInstances listed, DateTimeOffset now) =>
        _filters.TrueForAll(filter => filter.FieldName == "label") && !listed.HasUnlabelled
            ? listed.Labels.Where(label => _filters.TrueForAll(filter => filter.Admits((FieldValue)label.Key)))
            : listed.Above(0).Where(instance => IsAdmitted(new InstanceView(instance, now))).CountBy(instance => instance.Label ?? "");

    private string? ReadLimit(string? text, int pageCap)
    {
        if (!int.TryParse(text ?? "25", NumberStyles.Integer, CultureInfo.InvariantCulture, out var limit)) return "limit is not a number";
        _limit = Math.Min(limit <= 0 ? PageWhenNotPositive : limit, pageCap);
        return null;
    }

    private string? ReadFilters(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (JsonText.Parse(text) is not JsonObject filters) return "select_filters is not a JSON object";
        foreach (var (name, conditions) in filters)
        {
            var problem = InstanceFields.Filterable(name) is { } field
                ? FieldFilter<InstanceView>.Parse(field, conditions, _filters)
                : $"{name} is not a valid search key";
            if (problem is not null) return problem;
        }

        return null;
    }

    private string? ReadColumns(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (JsonText.Parse(text) is not JsonArray columns || columns.Any(column => JsonText.Text(column) is null))
        {
            return "select_cols is not a JSON list of names";
        }

        var names = columns.Select(column => JsonText.Text(column)!).ToList();
        _columns = names.Contains("*") ? InstanceFields.All : [.. names.Select(name => (name, InstanceFields.Shown.Find(name)))];
        return null;
    }

    private string? ReadOrder(string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            if (JsonText.Parse(text) is not JsonArray directives) return "order_by is not a JSON list";
            foreach (var directive in directives)
            {
                if (directive is not JsonObject || FieldOrder<InstanceView>.Read(directive["col"], directive["dir"], InstanceFields.Shown.Find) is not { } order)
                {
                    return $"{directive?.ToJsonString()} is not a valid order";
                }

                _orders.Add(order);
            }
        }

        _orders.Add(new FieldOrder<InstanceView>(InstanceFields.Shown.Find("id")!, Descending: false));
        return null;
    }

    private bool IsAfterToken(InstanceView view) => _after is null || Compare(view, _after) > 0;

    // Keeps the first ones in order, one more than a page, each with its sort key.
    private void Keep(List<(FieldValue[] Key, InstanceView View)> first, InstanceView view)
    {
        var place = first.Count;
        while (place > 0 && Compare(view, first[place - 1].Key) < 0) place--;

        if (place > _limit) return;
        first.Insert(place, ([.. _orders.Select(order => order.Field.Read(view))], view));
        if (first.Count > _limit + 1) first.RemoveAt(first.Count - 1);
    }

    private int Compare(InstanceView view, FieldValue[] key)
    {
        for (var place = 0; place < _orders.Count; place++)
        {
            var compared = _orders[place].Compare(_orders[place].Field.Read(view), key[place]);
            if (compared != 0) return compared;
        }

        return 0;
    }

    private JsonNode Show(InstanceView view)
    {
        var shown = new JsonObject();
        foreach (var (name, field) in _columns) shown[name] = field?.Read(view).ToJson();

        return shown;
    }
}
