using System.Collections.Immutable;
using Magister.Fleet;

namespace Magister.Cli.DryRuns;

/// <summary>The report of <c>magister plan</c>.</summary>
internal sealed record PlanReport
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>The journal that was read; null if there is none.</summary>
    public required string? Journal { get; init; }

    /// <summary>How many to keep.</summary>
    public required int NumberInstances { get; init; }

    /// <summary>How many instances are ours after the look at Vast, including those to be destroyed.</summary>
    public required int Ours { get; init; }

    /// <summary>In the order in which they would be taken.</summary>
    public required ImmutableArray<PlannedStep> Steps { get; init; }

    /// <summary>How many more would be rented once what is destroyed is confirmed gone.</summary>
    public required int RentedAfterwards { get; init; }

    /// <summary>What Vast did not answer; the plan is made without it.</summary>
    public required ImmutableArray<string> Problems { get; init; }

    /// <summary>Set if the daemon would end by itself.</summary>
    public required PlannedEnd? End { get; init; }
}

/// <summary>The daemon would end.</summary>
internal sealed record PlannedEnd(int ExitCode, string Reason)
{
    public static PlannedEnd Create(FatalReason verdict) =>
        new(verdict is FatalReason.KeyRefused ? Running.ExitCode.KeyRefused : Running.ExitCode.NothingToRent, verdict.Message);
}
