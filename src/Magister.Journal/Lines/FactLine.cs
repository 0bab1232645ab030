using System.Text.Json.Serialization;
using Magister.Fleet.Facts;

namespace Magister.Journal.Lines;

/// <summary>Every line but the first: a fact with its place. <see cref="LineSeal"/> takes care of the checksum.</summary>
internal sealed record FactLine
{
    public const string Kind = "kind";

    [JsonPropertyName("seq")]
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Fact Fact { get; init; }

    [JsonPropertyName(LineSeal.Name)]
    public string? Checksum { get; init; }
}
