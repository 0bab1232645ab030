namespace Magister.Fleet.Tests.Worlds;

/// <summary>What goes wrong in a world, and when.</summary>
internal sealed record WorldPlan
{
    public required int Seed { get; init; }

    public int Number { get; init; } = 2;

    /// <summary>In how many cases out of a hundred a call fails, an instance never verifies, and so on.</summary>
    public int FaultsOfHundred { get; init; }

    public int CrashesOfThousand { get; init; }

    /// <summary>The only moment at which a crash happens, counted over all at which one can.</summary>
    public int? CrashAtMoment { get; init; }

    public bool OperatorsRelabel { get; init; }

    public bool NumberChanges { get; init; }

    /// <summary>Until when things go wrong, in seconds.</summary>
    public double TroubleUntil { get; init; }

    /// <summary>Drops at fixed times, of the oldest instance.</summary>
    public double[] DropsAt { get; init; } = [];
}
