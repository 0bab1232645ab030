using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Magister.Fleet.Facts;

namespace Magister.Journal.Lines;

/// <summary>
/// Reads lines as they were written while a deadline was kept, <c>verifyBy</c>, with the setting of then counted in. Now it is kept since
/// when an instance waits to be verified; how long it is given from there is the setting's business.
/// </summary>
internal static class DeadlineLines
{
    private const string Deadline = "verifyBy";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The line as it is written today; any other line as it is.</summary>
    public static ReadOnlySpan<byte> Renew(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf("\"verifyBy\":"u8) < 0 || JsonNode.Parse(line, null, Strict) is not { } root || root["fact"] is not JsonObject fact) return line;
        switch ((string?)fact[FactLine.Kind])
        {
            case nameof(RentAccepted):
                fact.Remove(Deadline);
                break;
            case nameof(Adopted):
                fact["awaitsVerification"] = fact.Remove(Deadline);
                break;
            case nameof(LeaseKept) when fact["lease"] is JsonObject lease && lease[Deadline] is { } deadline:
                lease["waitingSince"] = BeginningOf(deadline, lease["startedAt"], lease["knownSince"])?.DeepClone();
                lease.Remove(Deadline);
                break;
            default:
                return line;
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    // A rent's deadline ran from when it was known, an adopted instance's from when it started. The line does not say which it was; but the
    // setting is hardly ever finer than a millisecond, and moments are. What fits neither was found by listing, a little after it began to
    // wait.
    private static JsonNode? BeginningOf(JsonNode deadline, JsonNode? startedAt, JsonNode? knownSince) =>
        IsWhole(deadline, startedAt) && !IsWhole(deadline, knownSince) ? startedAt : knownSince;

    private static bool IsWhole(JsonNode deadline, JsonNode? beginning) => beginning is not null
        && (deadline.GetValue<DateTimeOffset>() - beginning.GetValue<DateTimeOffset>()).Ticks % TimeSpan.TicksPerMillisecond == 0;
}
