using System.Text.Json;

namespace Magister.Torture.Journal;

/// <summary>One line of Magister's journal, read as anyone could read it.</summary>
internal sealed record JournalFact(long Sequence, DateTimeOffset At, string Kind, JsonElement Content)
{
    public long? InstanceId => Number(Content, "instanceId");

    /// <summary>The offer it is about; for an intended rent, the offer to rent.</summary>
    public long? OfferId => Number(Content, "offerId") ?? (Content.TryGetProperty("offer", out var offer) ? Number(offer, "id") : null);

    /// <summary>Why an instance is destroyed.</summary>
    public string? Cause => Content.TryGetProperty("cause", out var cause) ? cause.ToString() : null;

    /// <summary>The fact in a line; null if the line is not a fact, or incomplete.</summary>
    public static JournalFact? Parse(string line)
    {
        try
        {
            var root = JsonDocument.Parse(line).RootElement;
            if (!root.TryGetProperty("fact", out var fact)) return null;
            return new JournalFact(
                root.GetProperty("seq").GetInt64(), root.GetProperty("at").GetDateTimeOffset(), fact.GetProperty("kind").GetString()!, fact);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long? Number(JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number ? value.GetInt64() : null;
}
