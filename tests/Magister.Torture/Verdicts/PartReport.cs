using System.Collections.Immutable;

namespace Magister.Torture.Verdicts;

/// <summary>The result of one part.</summary>
/// <param name="Name">The part.</param>
/// <param name="Done">A short description of what was done to Magister.</param>
internal sealed record PartReport(string Name, string Done)
{
    public int Kills { get; init; }

    public int Rents { get; init; }

    public int Drops { get; init; }

    public int Verifies { get; init; }

    public int Destroys { get; init; }

    public ImmutableArray<Violation> Violations { get; init; } = [];

    /// <summary>What this computer did not allow; null if everything was run.</summary>
    public string? Skipped { get; init; }

    public static PartReport Of(string name, string done, int kills, Evidence evidence, IEnumerable<Violation> more) => new(name, done)
    {
        Kills = kills,
        Rents = evidence.Market.Rented.Count(),
        Drops = ForgottenDrops.Answered(evidence),
        Verifies = ForgottenVerifies.Answered(evidence),
        Destroys = evidence.Market.Rented.Count(instance => instance.GoneBy == "call"),
        Violations = [.. evidence.Judge(), .. more],
    };

    public int Count(Offence offence) => Violations.Count(violation => violation.Offence == offence);
}
