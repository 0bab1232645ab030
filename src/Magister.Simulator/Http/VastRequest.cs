using System.Text.Json.Nodes;
using Magister.Simulator.Market;

namespace Magister.Simulator.Http;

/// <summary>A call to Vast's API, as data.</summary>
/// <param name="Endpoint">What is called.</param>
/// <param name="Key">The bearer key; null if none was sent.</param>
public sealed record VastRequest(VastEndpoint Endpoint, string? Key)
{
    /// <summary>The id in the path; null if there is none or it is not a number.</summary>
    public long? Id { get; init; }

    /// <summary>The body, if it is a JSON object.</summary>
    public JsonObject? Body { get; init; }

    /// <summary>The query of a list call.</summary>
    public ListRequest List { get; init; } = new();

    /// <summary>The address that was called, up to the port; texts that are fetched later are at the same address.</summary>
    public string Origin { get; init; } = "https://results.example";

    internal Func<VastMarket, VastRequest, long, MarketAnswer> Ask { get; init; } =
        (VastPaths.All.FirstOrDefault(path => path.Endpoint == Endpoint) ?? VastPaths.Other).Ask;

    /// <summary>Whether a filter or a field of the body has this name.</summary>
    internal bool Names(string name) =>
        Body?.ContainsKey(name) == true || List.SelectFilters?.Contains($"\"{name}\"", StringComparison.Ordinal) == true;
}
