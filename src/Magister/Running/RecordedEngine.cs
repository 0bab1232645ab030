using System.Collections.Immutable;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Fleet.Holds;
using Magister.Journal;
using Magister.Journal.Shared;
using Magister.Running.Sharing;

namespace Magister.Running;

/// <summary>
/// The engine and its journal as one: nothing leaves it, neither a call to Vast nor an answer to a caller, before the facts it rests on are
/// on disk. Synchronous, with no thread and no clock, so that a simulation runs exactly the same code.
/// </summary>
internal sealed class RecordedEngine(Engine engine, IFactJournal journal)
{
    private Engine engine = engine;
    private IFactJournal journal = journal;
    private Hold.Following? following;

    /// <summary>How long to wait before a journal that could not be written is retried.</summary>
    public static readonly TimeSpan JournalRetry = TimeSpan.FromSeconds(1);

    private const string NotRecorded = "the journal cannot be written";

    // Facts that the journal did not accept. While there are any, or answers, nothing is decided and callers are told to retry.
    private readonly List<Recorded> unwritten = [];

    // Answers to what callers told other Magisters: recorded together with the facts that follow from it, or not at all.
    private readonly List<WordAnswer> unanswered = [];

    private bool IsBehind => unwritten.Count + unanswered.Count > 0;

    /// <summary>What the endpoints show.</summary>
    public FleetView View => following is { } hold ? engine.View with { Holds = [hold] } : engine.View;

    /// <summary>Whether another Magister leads, or none.</summary>
    public bool IsFollowing => following is not null;

    /// <summary>The fleet with every fact so far.</summary>
    public FleetState State => engine.State;

    /// <summary>Why facts currently cannot be written; null if they can.</summary>
    public string? JournalFailure { get; private set; }

    /// <summary>For telemetry; may be read from any thread.</summary>
    public JournalFigures Figures => journal.Figures;

    /// <summary>Shows a fleet that another Magister leads.</summary>
    /// <param name="failure">Why the journal currently cannot be read; null if it can.</param>
    public void Follow(FleetState state, Hold.Following hold, string? failure)
    {
        if (!ReferenceEquals(state, engine.State)) engine = engine.Anew(state);
        (following, JournalFailure) = (hold, failure);
    }

    /// <summary>Changes the configuration while another Magister leads: each has its own.</summary>
    public void Configure(FleetSettings settings) => engine = engine.Anew(engine.State, settings);

    /// <inheritdoc cref="Engine.IsAgreed"/>
    public bool IsAgreed => engine.IsAgreed;

    /// <summary>Continues from here as the leader. <see cref="Start"/> comes next.</summary>
    public void Lead(FleetState state, IFactJournal led)
    {
        (engine, journal, following, JournalFailure) = (engine.Anew(state), led, null, null);
        unwritten.Clear();
        unanswered.Clear();
    }

    /// <summary>Begins a run. Must be called once, before anything else.</summary>
    /// <inheritdoc cref="Engine.Start" path="/param"/>
    public Turn Start(DateTimeOffset now, string? otherConfiguration = null) => Commit(engine.Start(now, otherConfiguration), now);

    /// <summary>Makes no new calls from now on; outcomes of those under way are still recorded.</summary>
    public void Stop() => engine.Stop();

    /// <summary>Takes inputs, all of them with one flush to disk.</summary>
    public Turn Take(ImmutableArray<EngineInput> inputs, DateTimeOffset now)
    {
        var isBehind = IsBehind;
        var replies = ImmutableArray.CreateBuilder<CallerReply?>();
        var notices = ImmutableArray.CreateBuilder<Notice>();
        foreach (var input in inputs)
        {
            if (isBehind && input is EngineInput.FromCaller)
            {
                replies.Add(null);
                continue;
            }

            var step = engine.Take(input, now);
            unwritten.AddRange(step.Facts);
            if (input is EngineInput.FromCaller { WordId: { } id } && step.Reply is { } reply) unanswered.Add(new WordAnswer(id, Words.Write(reply)));
            replies.Add(step.Reply);
            notices.AddRange(step.Notices);
        }

        var turn = Write();
        return turn with { Inputs = inputs, Notices = notices.DrainToImmutable(), Replies = IsBehind ? Unheard(replies.Count) : replies.DrainToImmutable() };
    }

    /// <summary>Decides what to do now. Must be called after every <see cref="Take"/>, and at the time that it returned.</summary>
    public Turn Decide(DateTimeOffset now)
    {
        var wasBehind = IsBehind;
        var caughtUp = Write();
        if (IsBehind) return caughtUp with { WakeAt = now + JournalRetry };

        // Callers were refused meanwhile, so none was heard.
        if (wasBehind) engine.Take(new EngineInput.StoodStill(), now);
        var turn = Commit(engine.Decide(now), now);
        return turn with
        {
            Written = [.. caughtUp.Written, .. turn.Written],
            Compaction = turn.Compaction ?? caughtUp.Compaction,
        };
    }

    private Turn Commit(EngineStep step, DateTimeOffset now)
    {
        unwritten.AddRange(step.Facts);
        var turn = Write() with { Notices = step.Notices, FatalReason = step.FatalReason };
        if (!IsBehind) return turn with { Calls = step.Calls, WakeAt = step.WakeAt };
        foreach (var call in step.Calls) unwritten.AddRange(engine.Take(call.NotMade(NotRecorded), now).Facts);
        return turn with { WakeAt = now + JournalRetry };
    }

    private Turn Write()
    {
        if (!IsBehind) return new Turn();
        ImmutableArray<Recorded> facts = [.. unwritten];
        try
        {
            journal.Append(facts, [.. unanswered]);
        }
        catch (JournalWriteException unwritable)
        {
            JournalFailure = unwritable.Message;
            return new Turn();
        }

        JournalFailure = null;
        unwritten.Clear();
        unanswered.Clear();
        var compaction = journal.CompactIfDue(engine.State);
        return new Turn { Written = facts, Compaction = compaction is CompactionResult.NotDue ? null : compaction };
    }

    private static ImmutableArray<CallerReply?> Unheard(int count) => [.. Enumerable.Repeat<CallerReply?>(null, count)];
}
