using System.Text.Json;
using System.Text.Json.Nodes;
using Magister.Simulator.Http;
using Magister.Simulator.Market;

namespace Magister.Simulator.Faults;

/// <summary>Faults that change rows of the right answer: offers, instances, or the answer itself if it has neither.</summary>
internal static class RowFaults
{
    private static readonly string[] BareNumbers = ["NaN", "Infinity", "-Infinity"];
    private static readonly double[] OddPrices = [-1.5, 0, 1e308];

    /// <summary>The answer with the rule's share of its rows changed.</summary>
    public static VastReply Changed(FaultRule rule, MarketAnswer answer, long turn)
    {
        foreach (var row in answer.Rows.Where(row => rule.Holds(Id(row)))) Change(rule, row, (rule.Wording ?? turn) + Id(row));

        var reply = VastReply.Create(answer);
        // JSON has no such numbers and the serializer here does not write them; Python does.
        return reply with { Body = BareNumbers.Aggregate(reply.Body, (body, number) => body.Replace($"\"{number}\"", number, StringComparison.Ordinal)) };
    }

    private static long Id(JsonObject row) => (long)(JsonText.NumberOrNull(row["id"]) ?? 0);

    private static void Change(FaultRule rule, JsonObject row, long turn)
    {
        switch (rule.Kind)
        {
            case FaultKind.OddNumbers:
                row[Pick(row, turn, value => value?.GetValueKind() is JsonValueKind.Number)] = BareNumbers[turn % BareNumbers.Length];
                break;
            case FaultKind.WrongTypes:
                var name = Pick(row, turn, value => value?.GetValueKind() is JsonValueKind.Number or JsonValueKind.String or JsonValueKind.True or JsonValueKind.False);
                row[name] = row[name]!.GetValueKind() is JsonValueKind.Number ? "datacenter" : turn % 2 == 0 ? 7 : new JsonObject();
                break;
            case FaultKind.OddPrices:
                row["dph_total"] = OddPrices[turn % OddPrices.Length];
                break;
            default:
                foreach (var (field, value) in rule.Fields ?? []) row[field] = value?.DeepClone();
                break;
        }
    }

    // Without its id, or with another label, a row would be a different row.
    private static string Pick(JsonObject row, long turn, Func<JsonNode?, bool> fits)
    {
        var names = row.Where(field => field.Key is not ("id" or "label") && fits(field.Value)).Select(field => field.Key).ToList();
        return names.Count == 0 ? "odd" : names[(int)(Chance.Draw(turn, 0) * names.Count)];
    }
}
