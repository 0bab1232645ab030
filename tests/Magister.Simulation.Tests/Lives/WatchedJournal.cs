using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Lives;

/// <summary>The real journal, with kills before and after each append, and compactions before their time.</summary>
internal sealed class WatchedJournal(FactJournal journal, World world, Random random) : IFactJournal
{
    public void Append(IReadOnlyList<Recorded> facts)
    {
        world.Lives.Pass(CrashMoment.BeforeWrite);
        try
        {
            journal.Append(facts);
        }
        catch (JournalWriteException failure)
        {
            world.Tally.Count("disk", "append failed");
            world.Log.Say($"{facts.Count} facts are not recorded: {failure.Message}");
            throw;
        }

        foreach (var fact in facts) world.Facts.Take(fact);
        world.Lives.Pass(CrashMoment.AfterWrite);
    }

    public CompactionResult CompactIfDue(FleetState state)
    {
        var isEarly = world.Plan.Crashes.CompactionEvery is { } every && random.Hits(1.0 / every);
        var result = isEarly ? journal.Compact(state) : journal.CompactIfDue(state);
        if (result is CompactionResult.Done)
        {
            world.Tally.Count("disk", "compacted");
            foreach (var kept in state.ToFacts().Select(fact => fact.GetType().Name).Distinct(StringComparer.Ordinal)) world.Tally.Count("fact", kept);
        }
        else if (result is CompactionResult.Failed)
        {
            world.Tally.Count("disk", "compaction failed");
        }

        return result;
    }

    public void Dispose() => journal.Dispose();
}
