namespace Magister.Fleet;

/// <summary>What speaks for the end of instances: complete lists that lack them, and Vast's answers to asking for them.</summary>
internal sealed class AbsenceBook(LiveSettings settings)
{
    /// <summary>
    /// Where Vast never says in its own words that an instance is gone, so many answers that hint at it and so many lists that lack it,
    /// over as many consistency windows, prove it.
    /// </summary>
    private const int HintsThatProve = 3;

    private readonly Dictionary<long, Absence> absences = [];

    /// <summary>Whether a complete list has lacked it.</summary>
    public bool IsLacked(long instanceId) => absences.TryGetValue(instanceId, out var absence) && absence.Lists > 0;

    /// <summary>Whether to ask for a missing instance now: never again once Vast said that it is gone.</summary>
    public Due AskDue(long instanceId, DateTimeOffset now) =>
        !absences.TryGetValue(instanceId, out var absence) ? Due.Now
        : absence.IsSaid ? Due.Never
        : Due.At(absence.AskNotBefore, now);

    /// <summary>A complete list lacks it.</summary>
    public void Lacked(long instanceId, DateTimeOffset begunAt)
    {
        var absence = absences.GetValueOrDefault(instanceId, Absence.None);
        absences[instanceId] = absence with { Lists = absence.Lists + 1, LackedAt = begunAt };
    }

    /// <summary>Vast, asked for it, does not have it.</summary>
    /// <param name="isHint">It did not say so in its own words.</param>
    public void SaidGone(long instanceId, bool isHint, DateTimeOffset now)
    {
        var absence = absences.GetValueOrDefault(instanceId, Absence.None);
        absences[instanceId] = isHint
            ? absence with { Hints = absence.Hints + 1, AskNotBefore = now + settings.Now.ConsistencyWindow }
            : absence with { IsSaid = true };
    }

    /// <summary>The missing instances that are gone, as far as lists and answers agree.</summary>
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
