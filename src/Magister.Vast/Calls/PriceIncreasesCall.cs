using System.Collections.Immutable;
using System.Text.Json;
using Magister.Fleet.Market;
using Magister.Vast.Sending;
using Magister.Vast.Wire;

namespace Magister.Vast.Calls;

/// <summary>
/// Asks which contracts have a pending price increase, by instance (<c>vastai show pending-price-increases</c>). Prices are per second; a
/// contract without a changed price has no new one.
/// </summary>
public sealed class PriceIncreasesCall : VastCall<ImmutableDictionary<long, PriceIncrease>>
{
    internal static readonly Endpoint PriceIncreases = new("price_increases", settings => settings.AccountGap);

    internal override Endpoint Endpoint => PriceIncreases;

    internal override VastRequest Next { get; } = new(HttpMethod.Get, "api/v0/instances/pending-price-increases/", []);

    internal override Outcome<ImmutableDictionary<long, PriceIncrease>> Take(Exchange exchange, Reading reading) => Questions.Interpret(exchange, Read);

    private static Outcome<ImmutableDictionary<long, PriceIncrease>>? Read(JsonElement body)
    {
        if (!JsonFields.TryMember(body, "pending_price_increases", out var rows) || rows.ValueKind is not JsonValueKind.Array) return null;
        var increases = ImmutableDictionary.CreateBuilder<long, PriceIncrease>();
        foreach (var row in rows.EnumerateArray())
        {
            if (!JsonFields.TryId(row, "contract_id", out var id)) continue;
            var perHour = Offer.SoundPrice(new JsonFields(row).Number("new_gpu_costpersec") * 3600);
            increases[id] = new PriceIncrease(perHour is { } price ? Math.Round(price, 6) : null);
        }

        return new Outcome<ImmutableDictionary<long, PriceIncrease>>.Done(increases.ToImmutable());
    }
}
