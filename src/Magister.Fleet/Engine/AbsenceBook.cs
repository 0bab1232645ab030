namespace Magister.Fleet;

/// <summary>The evidence that instances are gone: complete lists without them, and Vast's answers when asked about them.</summary>
internal sealed class AbsenceBook(LiveSettings settings)
{
    /// <summary>
    /// If Vast never says explicitly that an instance is gone, this many answers that hint at it and this many lists without it, over as
    /// many consistency windows, prove it.
    /// </summary>
    private const int HintsThatProve = 3;

    private readonly Dictionary<long, Absence> absences = [];

    /// <summary>Whether a complete list has lacked the instance.</summary>
    public bool IsLacked(long instanceId) => absences.TryGetValue(instanceId, out var absence) && absence.Lists > 0;

    /// <summary>Whether to ask about a missing instance now; never again once Vast has said that it is gone.</summary>
    public Due AskDue(long instanceId, DateTimeOffset now) =>
        !absences.TryGetValue(instanceId, out var absence) ? Due.Now
        : absence.IsSaid ? Due.Never
        : Due.At(absence.AskNotBefore, now);

    /// <summary>A complete list lacks the instance.</summary>
    public void Lacked(long instanceId, DateTimeOffset begunAt)
    {
        var absence = absences.GetValueOrDefault(instanceId, Absence.None);
        absences[instanceId] = absence with { Lists = absence.Lists + 1, LackedAt = begunAt };
    }

    /// <summary>Vast, when asked about the instance, does not have it.</summary>
    /// <param name="isHint">Vast did not say so explicitly.</param>
    public void SaidGone(long instanceId, bool isHint, DateTimeOffset now)
    {
        var absence = absences.GetValueOrDefault(instanceId, Absence.None);
        absences[instanceId] = isHint
            ? absence with { Hints = absence.Hints + 1, AskNotBefore = now + settings.Now.ConsistencyWindow }
            : absence with { IsSaid = true };
    }

    /// <summary>The missing instances that lists and answers together prove to be gone.</summary>
    public IReadOnlyCollection<Lease> Proved(FleetState fleet)
    {
        foreach (var settled in absences.Keys.Where(id => !fleet.Leases.TryGetValue(id, out var lease) || lease.MissingSince is null).ToArray())
        {
            absences.Remove(settled);
        }

        return [.. absences.Where(entry => IsProved(entry.Value, fleet.Leases[entry.Key])).Select(entry => fleet.Leases[entry.Key]).OrderBy(lease => lease.InstanceId)];
    }

    private bool IsProved(Absence absence, Lease lease) =>
        absence.Lists > 0
        && (absence.IsSaid
            || (absence is { Hints: >= HintsThatProve, Lists: >= HintsThatProve } && absence.LackedAt >= lease.MissingSince + (HintsThatProve * settings.Now.ConsistencyWindow)));

    private sealed record Absence(int Lists, DateTimeOffset LackedAt, bool IsSaid, int Hints, DateTimeOffset AskNotBefore)
    {
        public static readonly Absence None = new(0, DateTimeOffset.MinValue, false, 0, DateTimeOffset.MinValue);
    }
}
