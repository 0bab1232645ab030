using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal.Lines;

namespace Magister.Journal.Shared;

/// <summary>The journal of the Magister that leads a fleet, in the database: the very lines that a file would have, one per row.</summary>
/// <param name="epoch">The lead that every write names: the database refuses writes of one that is over.</param>
/// <param name="figures">The figures of the journal when the lead began.</param>
public sealed class SharedJournal(IFleetDatabase database, long epoch, JournalFigures figures) : IFactJournal
{
    private readonly LineWriter lines = new();
    private long compactAbove = FactJournal.DueAbove(figures.SnapshotSize);

    // The last append ended without an answer: it may have happened, or may still happen.
    private bool isUncertain;

    /// <inheritdoc/>
    public JournalFigures Figures { get; private set; } = figures;

    /// <inheritdoc/>
    public void Append(IReadOnlyList<Recorded> facts, IReadOnlyList<WordAnswer>? answers = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        answers ??= [];
        if (facts.Count == 0 && answers.Count == 0) return;
        var written = Encode(facts);
        try
        {
            if (isUncertain) written = written[Settle(written)..];
            isUncertain = true;
            switch (database.Append(epoch, Figures.LastSequence, written, answers))
            {
                case AppendResult.Deposed: throw new LeadershipLostException();
                case AppendResult.OutOfTurn: throw Unwritable("an earlier write was still under way");
                default: isUncertain = false; break;
            }
        }
        catch (FleetDatabaseException failure)
        {
            throw Unwritable(failure.Message, failure);
        }

        Advance(written);
        Figures = Figures with { FactsAppended = Figures.FactsAppended + facts.Count, Appends = Figures.Appends + 1 };
    }

    /// <inheritdoc/>
    public CompactionResult CompactIfDue(FleetState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return Figures.Size > compactAbove ? Compact(state) : CompactionResult.NotDue.Instance;
    }

    internal CompactionResult Compact(FleetState state)
    {
        var before = Figures.Size;
        lines.Clear();
        lines.Snapshot(state);
        var size = lines.Written.Length;
        var snapshot = LineWriter.TextsOf(lines.Written);
        try
        {
            var result = database.Compact(epoch, state.LastSequence, snapshot[0], snapshot[1..]);
            if (result is AppendResult.Deposed) throw new LeadershipLostException();
            if (result is AppendResult.OutOfTurn) return Failed("its last fact has another number");
        }
        catch (FleetDatabaseException failure)
        {
            return Failed(failure.Message);
        }

        Figures = Figures with { Size = size, SnapshotSize = size, Compactions = Figures.Compactions + 1 };
        compactAbove = FactJournal.DueAbove(size);
        return new CompactionResult.Done(before, size);
    }

    /// <summary>Leaves the database open: it is the fleet's, and also serves whoever follows.</summary>
    public void Dispose()
    {
    }

    private string[] Encode(IReadOnlyList<Recorded> facts)
    {
        lines.Clear();
        var due = Figures.LastSequence;

        // Those that turned out to be in the database already are passed again until an append succeeds.
        foreach (var fact in facts.SkipWhile(fact => isUncertain && fact.Sequence <= due))
        {
            if (fact.Sequence != ++due) throw new ArgumentException($"Fact {fact.Sequence} came where {due} is due.", nameof(facts));
            lines.Fact(fact);
        }

        return LineWriter.TextsOf(lines.Written);
    }

    // How many of these lines, which begin with those of the uncertain append, are in the database already.
    private int Settle(string[] written)
    {
        var look = database.Look(Figures.LastSequence);
        if (look.Epoch != epoch) throw new LeadershipLostException();
        if (look.LastSequence < Figures.LastSequence) throw Unwritable(SharedFacts.Behind(look, Figures.LastSequence));
        if (look.IsWhole || look.Lines.Length > written.Length || !look.Lines.SequenceEqual(written[..look.Lines.Length]))
        {
            throw Unwritable($"it has facts after {Figures.LastSequence} that this Magister did not write");
        }

        Advance(written[..look.Lines.Length]);
        return look.Lines.Length;
    }

    private void Advance(string[] written) => Figures = Figures with
    {
        Size = Figures.Size + SharedFacts.SizeOf(written),
        LastSequence = Figures.LastSequence + written.Length,
    };

    private JournalWriteException Unwritable(string reason, Exception? cause = null)
    {
        isUncertain = true;
        Figures = Figures with { AppendsFailed = Figures.AppendsFailed + 1 };
        return new JournalWriteException($"The journal in {database.Place} cannot be written: {reason}. Nothing new is recorded until it can be.", cause!);
    }

    private CompactionResult.Failed Failed(string reason)
    {
        Figures = Figures with { CompactionsFailed = Figures.CompactionsFailed + 1 };
        compactAbove = Figures.Size + FactJournal.CompactionRetryGrowth;
        return new CompactionResult.Failed(
            $"The journal in {database.Place} could not be made shorter: {reason}. Nothing is lost, and it is tried again as it grows.");
    }
}
