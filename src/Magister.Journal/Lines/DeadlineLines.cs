using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Magister.Fleet.Facts;

namespace Magister.Journal.Lines;

/// <summary>
/// Reads lines from when a deadline was stored, <c>verifyBy</c>, which included the setting of the time. Now the beginning of the wait for a
/// verify is stored, and how long it may take is up to the setting.
/// </summary>
internal static class DeadlineLines
{
    private const string Deadline = "verifyBy";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The line as it is written today; any other line unchanged.</summary>
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
    // setting is hardly ever finer than a millisecond, while moments are. What fits neither was found in a list, shortly after its wait began.
    private static JsonNode? BeginningOf(JsonNode deadline, JsonNode? startedAt, JsonNode? knownSince) =>
        IsWhole(deadline, startedAt) && !IsWhole(deadline, knownSince) ? startedAt : knownSince;

    private static bool IsWhole(JsonNode deadline, JsonNode? beginning) => beginning is not null
        && (deadline.GetValue<DateTimeOffset>() - beginning.GetValue<DateTimeOffset>()).Ticks % TimeSpan.TicksPerMillisecond == 0;
}
