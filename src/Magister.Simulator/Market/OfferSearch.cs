using System.Text.Json.Nodes;

namespace Magister.Simulator.Market;

/// <summary>A search as specified by its body, with the defaults that Vast documents.</summary>
internal sealed class OfferSearch
{
    private const double DefaultGigabytes = 8;

    private readonly List<FieldFilter<OfferQuote>> _filters = [];
    private readonly List<FieldOrder<OfferQuote>> _orders = [];
    private double _gigabytes = DefaultGigabytes;
    private int? _limit;
    private bool _bid;

    private OfferSearch()
    {
    }

    /// <summary>The search, or a description of what is wrong with the body.</summary>
    public static (OfferSearch? Search, string? Problem) Parse(JsonObject? body)
    {
        if (body is null) return (null, "Invalid json body");
        var search = new OfferSearch();
        var problem = search.ReadFilters(body) ?? search.ReadOrder(body["order"]);
        search._gigabytes = JsonText.NumberOrNull(body["allocated_storage"]) ?? DefaultGigabytes;
        search._limit = (int?)JsonText.NumberOrNull(body["limit"]);
        search._bid = JsonText.Text(body["type"]) == "bid";
        return problem is null ? (search, null) : (null, problem);
    }

    public JsonArray Run(OfferBook book, DateTimeOffset now, MarketOptions options, bool skipSizes)
    {
        var filters = _filters.Where(filter => !(skipSizes && filter.ComparesSizes)).ToArray();
        var found = book.Entries
            .Where(entry => entry.IsShown(now, options.SearchLag))
            .Select(entry => OfferQuote.Create(entry.Offer, now, options, _gigabytes, _bid))
            .Where(quote => Array.TrueForAll(filters, filter => filter.Admits(quote)));
        var most = Math.Clamp(_limit ?? options.SearchCap, 0, options.SearchCap);
        var shown = FieldOrder<OfferQuote>.Sort(found, _orders).Take(most);
        return new JsonArray([.. shown.Select(quote => Show(quote, options))]);
    }

    private string? ReadFilters(JsonObject body)
    {
        foreach (var (name, conditions) in body)
        {
            if (OfferFields.Searchable(name) is { } field && conditions is not null)
            {
                if (FieldFilter<OfferQuote>.Parse(field, conditions, _filters) is { } problem) return problem;
            }
            else if (conditions is JsonObject && name is not "sort_option")
            {
                return $"{name} is not a valid search key";
            }
        }

        AddDefault(body, "verified", true);
        AddDefault(body, "rentable", true);
        AddDefault(body, "rented", false);
        return null;
    }

    private void AddDefault(JsonObject body, string name, bool value)
    {
        if (!body.ContainsKey(name))
        {
            FieldFilter<OfferQuote>.Parse(OfferFields.Searchable(name)!, new JsonObject { ["eq"] = value }, _filters);
        }
    }

    private string? ReadOrder(JsonNode? order)
    {
        foreach (var entry in order as JsonArray ?? [])
        {
            if (entry is not JsonArray { Count: 2 } pair || FieldOrder<OfferQuote>.Read(pair[0], pair[1], OfferFields.Searchable) is not { } parsed)
            {
                return $"invalid order {entry?.ToJsonString()}";
            }

            _orders.Add(parsed);
        }

        if (_orders.Count == 0) _orders.Add(new FieldOrder<OfferQuote>(OfferFields.Shown.Find("score")!, Descending: true));
        return null;
    }

    private static JsonNode Show(OfferQuote quote, MarketOptions options)
    {
        if (quote.Offer.Temper < options.BrokenOffers) return ShowBroken(quote);
        var shown = new JsonObject();
        foreach (var field in OfferFields.Shown.Shown)
        {
            if (!quote.Offer.Missing.Contains(field.Name)) shown[field.Name] = field.Read(quote).ToJson();
        }

        return shown;
    }

    private static JsonNode ShowBroken(OfferQuote quote) => (quote.Offer.Id % 4) switch
    {
        0 => JsonValue.Create("offer unavailable"),
        1 => new JsonObject { ["id"] = null, ["machine_id"] = quote.Offer.Machine.Id, ["gpu_name"] = quote.Offer.Machine.Gpu.Name },
        2 => new JsonObject { ["id"] = quote.Offer.Id, ["machine_id"] = "?", ["gpu_name"] = quote.Offer.Machine.Gpu.Name, ["dph_total"] = "?" },
        _ => new JsonObject { ["id"] = quote.Offer.Id, ["dph_total"] = null, ["host_id"] = new JsonObject() },
    };
}
