using System.Collections.Immutable;
using System.Text.Json;
using Magister.Fleet.Market;

namespace Magister.Vast.Wire;

/// <summary>
/// Reads offers one by one, so that a bad one spoils only itself. Only the id, the price and what the search filters on must be valid; any
/// other invalid field is null.
/// </summary>
/// <param name="filtered">The fields that the search filters on.</param>
/// <param name="told">The fields whose values are kept as Vast states them; invalid ones are left out.</param>
internal sealed class OfferReader(IReadOnlyCollection<string> filtered, IReadOnlyCollection<string> told, Reading reading)
{
    /// <summary>How many skipped offers are named in the log; of the others only the number is.</summary>
    public const int MaxSkippedNamed = 10;

    private const string Price = "dph_total";

    /// <summary>The offers in a search's answer; null if it has no list of offers.</summary>
    public Outcome<ImmutableArray<Offer>>? ReadAll(JsonElement body)
    {
        if (!JsonFields.TryMember(body, "offers", out var rows) || rows.ValueKind != JsonValueKind.Array) return null;
        string? firstBroken = null;
        var offers = ImmutableArray.CreateBuilder<Offer>(rows.GetArrayLength());
        var position = 0;
        var skipped = 0;
        foreach (var row in rows.EnumerateArray())
        {
            position++;
            if (TryRead(row, out var offer, out var brokenField))
            {
                offers.Add(offer);
            }
            else if (++skipped <= MaxSkippedNamed)
            {
                firstBroken ??= brokenField;
                Log.OfferSkipped(reading.Log, offer.Id > 0 ? $"offer {offer.Id}" : $"the offer at position {position}", brokenField);
            }
        }

        if (skipped > MaxSkippedNamed) Log.MoreOffersSkipped(reading.Log, skipped - MaxSkippedNamed);
        return offers.Count == 0 && skipped > 0
            ? new Outcome<ImmutableArray<Offer>>.Unknown($"none of the {skipped} offers could be read, for instance because {firstBroken} is missing or impossible")
            : new Outcome<ImmutableArray<Offer>>.Done(offers.DrainToImmutable());
    }

    private bool TryRead(JsonElement row, out Offer offer, out string brokenField)
    {
        if (!JsonFields.TryId(row, "id", out var id))
        {
            offer = new Offer { Id = 0 };
            brokenField = "id";
            return false;
        }

        var fields = new JsonFields(row, reading.VastAhead);
        offer = OfferFields.Read(fields, id).Telling(Told(fields));
        var needed = filtered.Append(Price).FirstOrDefault(fields.IsBroken) ?? (offer.DphTotal is not { } perHour || Offer.IsPrice(perHour) ? null : Price);
        brokenField = needed ?? string.Empty;
        return needed is null;
    }

    private ImmutableDictionary<string, string>? Told(JsonFields fields) => told.Count == 0 ? null
        : told.Select(name => (name, Text: OfferFields.Told(fields, name))).Where(one => one.Text is not null).ToImmutableDictionary(one => one.name, one => one.Text!);
}
