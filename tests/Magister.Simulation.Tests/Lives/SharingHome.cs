using System.Text;
using Magister.Fleet;
using Magister.Journal;
using Magister.Journal.Shared;
using Magister.Running.Sharing;
using Magister.Simulation.Tests.Rules;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Lives;

/// <summary>The home of one of several Magisters that share a fleet: its state directory holds what callers said while the database was away.</summary>
internal sealed class SharingHome : Home
{
    private readonly Ledger ledger;

    public SharingHome(World world, LifeSeries lives, Ledger ledger, Random random)
        : base(world, lives, random)
    {
        this.ledger = ledger;
        Disk.Killed = () =>
        {
            if (Running is { IsOver: false }) Die(nameof(CrashMoment.InDiskCall));
        };
    }

    /// <summary>What callers told this home and nobody else knows yet; a line cut short by a kill was answered to nobody.</summary>
    public string Kept
    {
        get
        {
            var text = Disk.Names.Contains(KeptWords.FileName) ? Encoding.UTF8.GetString(Disk.Read(KeptWords.FileName)) : "";
            return text[..(text.LastIndexOf('\n') + 1)];
        }
    }

    protected override void Open()
    {
        var (kept, problem) = KeptWords.Open(Disk.Mount());
        if (kept is null)
        {
            Unusable(problem!);
            return;
        }

        Pass(CrashMoment.Starting);
        if (ledger.Known(this) is not { } known)
        {
            kept.Dispose();
            World.Log.Say($"life {Number} does not begin");
            Next("the database is away", LeastPauseAfterItsOwnEnd);
            return;
        }

        Live(new Life(World, this, Number, Lives.Settings(), known, Random, _ => new Nowhere(kept), (life, parts) => SharingOf(life, parts, kept)));
    }

    // It leads once its first facts are recorded.
    protected override void Began(Life life)
    {
    }

    protected override void LoseDirectory() => throw new InvalidOperationException("Nobody loses a directory where a fleet is shared.");

    private SharedFleet SharingOf(Life life, LifeParts parts, KeptWords kept) => new(
        ledger.Connect(life), kept, new FleetMember(life.Name, "there", 0), ledger.Lease, life.State, parts.Engine, journal => Watched((SharedJournal)journal, life), () => "", parts.Clock,
        parts.Time, new LifeLog<SharedFleet>(World, life));

    // The ledger takes the facts; it knows what the database has done even if nobody receives the answer.
    private WatchedJournal Watched(SharedJournal journal, Life life) => new(journal, journal.Compact, _ => { }, World, life, Random);

    /// <summary>The journal of a follower.</summary>
    private sealed class Nowhere(KeptWords kept) : IFactJournal
    {
        public JournalFigures Figures { get; } = new() { Size = 0, SnapshotSize = 0, LastSequence = 0 };

        public void Append(IReadOnlyList<Fleet.Facts.Recorded> facts, IReadOnlyList<WordAnswer>? answers = null) => throw new RuleBrokenException("Journal", "one that follows records facts");

        public CompactionResult CompactIfDue(FleetState state) => CompactionResult.NotDue.Instance;

        public void Dispose() => kept.Dispose();
    }
}
