using Magister.Torture.Journal;

namespace Magister.Torture.Kills;

/// <summary>How long Magister waits before it retries a destroy that failed: 2 s at first, doubling with each attempt up to 5 minutes.</summary>
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
