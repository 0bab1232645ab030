using System.Text.Json.Nodes;
using Magister.Simulator.Market;
using Microsoft.Extensions.Time.Testing;

namespace Magister.Simulator.Tests.Support;

/// <summary>A market in virtual time, without a server.</summary>
internal sealed class Bench
{
    public Bench(Func<MarketOptions, MarketOptions>? furnish = null, int seed = 1)
    {
        var options = new MarketOptions { Boot = DurationRange.Seconds(100, 100), PriceSwing = 0 };
        Market = new VastMarket(furnish?.Invoke(options) ?? options, seed, Time);
    }

    public FakeTimeProvider Time { get; } = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    public VastMarket Market { get; }

    public OfferRecord Free => Market.Offers().First(offer => offer is { Holders: 0, Verified: true });

    public List<JsonObject> Search(string body = "{}") =>
        [.. Market.Search(JsonNode.Parse(body)!.AsObject()).Body["offers"]!.AsArray().Select(offer => offer!.AsObject())];

    public MarketAnswer TryRent(long offer, string label = "magister", string? onstart = null, double disk = 16, long call = 0) => Market.Rent(
        offer, new JsonObject { ["template_hash_id"] = "abc", ["label"] = label, ["onstart"] = onstart, ["disk"] = disk }, call);

    public long Rent(long? offer = null, string label = "magister", string? onstart = null, long call = 0) =>
        TryRent(offer ?? Free.OfferId, label, onstart, call: call).InstanceId!.Value;

    public InstanceRecord Instance(long id) => Market.Truth().Instances.Single(instance => instance.InstanceId == id);

    public JsonObject List(string? limit = null, string? after = null, string? order = null, string? columns = null, string? filters = null) =>
        Market.List(new ListRequest(limit, after, order, columns, filters)).Body;

    public IReadOnlyList<long> Listed(string? filters = null) =>
        [.. List(filters: filters)["instances"]!.AsArray().Select(row => (long)row!["id"]!.GetValue<double>())];
}
