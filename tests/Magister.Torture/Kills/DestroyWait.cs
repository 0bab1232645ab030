using Magister.Torture.Journal;

namespace Magister.Torture.Kills;

/// <summary>How long Magister waits until it tries again to destroy what it could not: from 2 s, doubling with each attempt, to 5 minutes.</summary>
internal static class DestroyWait
{
    public static TimeSpan LongestOf(IReadOnlyCollection<JournalFact> facts)
    {
        var ended = facts.Where(fact => fact.Kind is "Destroyed" or "ConfirmedGone" or "Released").Select(fact => fact.InstanceId).ToHashSet();
        var tries = facts.Where(fact => fact.Kind == "DestroyIntended" && !ended.Contains(fact.InstanceId)).GroupBy(fact => fact.InstanceId);
        return tries.Select(instance => After(instance.Count())).DefaultIfEmpty().Max();
    }

    private static TimeSpan After(int tries) => TimeSpan.FromSeconds(Math.Min(Math.Pow(2, tries + 1), 300));
}
