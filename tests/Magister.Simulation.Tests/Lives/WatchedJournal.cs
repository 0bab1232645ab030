using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal;
using Magister.Journal.Shared;
using Magister.Journal.Tests.Support;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Lives;

/// <summary>The real journal, with kills before and after each append, and with compactions ahead of time.</summary>
/// <param name="compact">Compacts it ahead of time.</param>
/// <param name="recorded">Called for each fact that is recorded.</param>
internal sealed class WatchedJournal(
    IFactJournal journal, Func<FleetState, CompactionResult> compact, Action<Recorded> recorded, World world, Life life, Random random) : IFactJournal
{
    public JournalFigures Figures => journal.Figures;

    public void Append(IReadOnlyList<Recorded> facts, IReadOnlyList<WordAnswer>? answers = null)
    {
        life.Pass(CrashMoment.BeforeWrite);
        try
        {
            Do(() => journal.Append(facts, answers));
        }
        catch (JournalWriteException failure)
        {
            world.Tally.Count("disk", "append failed");
            world.Log.Say($"{facts.Count} facts are not recorded: {failure.Message}");
            throw;
        }

        foreach (var fact in facts) recorded(fact);
        life.Pass(CrashMoment.AfterWrite);
    }

    public CompactionResult CompactIfDue(FleetState state)
    {
        var isEarly = world.Plan.Crashes.CompactionEvery is { } every && random.Hits(1.0 / every);
        CompactionResult result = null!;
        Do(() => result = isEarly ? compact(state) : journal.CompactIfDue(state));
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

    // From the moment of the kill on, the program is gone, whatever it still runs through on its way out.
    private void Do(Action work)
    {
        try
        {
            work();
        }
        catch (KilledException) when (!life.IsOver)
        {
            life.Home.Die(nameof(CrashMoment.InDiskCall));
            throw;
        }
    }
}
