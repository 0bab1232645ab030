using System.Collections.Immutable;
using System.Text.Json;
using Magister.Fleet.Market;
using Microsoft.Extensions.Logging;

namespace Magister.Vast.Wire;

/// <summary>Reads offers one by one, so that a bad one spoils only itself.</summary>
internal sealed class OfferReader(ILogger log)
{
    /// <summary>So many are named in the log; of the others only the number.</summary>
    public const int MaxSkippedNamed = 10;

    /// <summary>The offers of a search's answer, or null where there is no list of offers.</summary>
    public ImmutableArray<Offer>? ReadAll(JsonElement body)
    {
        if (!JsonFields.TryMember(body, "offers", out var rows) || rows.ValueKind != JsonValueKind.Array) return null;
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
                Log.OfferSkipped(log, offer.Id > 0 ? $"offer {offer.Id}" : $"the offer at position {position}", brokenField);
            }
        }

        if (skipped > MaxSkippedNamed) Log.MoreOffersSkipped(log, skipped - MaxSkippedNamed);
        return offers.DrainToImmutable();
    }

    private static bool TryRead(JsonElement row, out Offer offer, out string brokenField)
    {
        if (!JsonFields.TryId(row, "id", out var id))
        {
            offer = new Offer { Id = 0 };
            brokenField = "id";
            return false;
        }

        var fields = new JsonFields(row);
        offer = OfferFields.Read(fields, id);
        brokenField = fields.FirstBroken ?? string.Empty;
        return fields.FirstBroken is null;
    }
}
