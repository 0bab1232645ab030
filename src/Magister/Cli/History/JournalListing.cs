using Magister.Configuration;
using Magister.Events;
using Magister.Journal;
using Magister.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace Magister.Cli.History;

/// <summary>The requested events of a journal, with the text of the log.</summary>
/// <param name="since">The earliest time; null for all.</param>
/// <param name="last">At most this many, the newest; null for all.</param>
internal sealed class JournalListing(EventFilter filter, DateTimeOffset? since, int? last)
{
    private readonly Queue<FleetEvent> wanted = [];

    /// <summary>The number of the oldest event that is still in the journal; 0 if there is none.</summary>
    public long OldestId { get; private set; }

    public (JournalReading Reading, IReadOnlyCollection<FleetEvent> Events) Read(LocalSettings settings)
    {
        var words = new FactLog(NullLogger<FactLog>.Instance, lease => lease.WaitingSince + settings.VerificationTimeout);
        return (KeptJournal.Read(settings.StateDirectory, settings.Shared, fact => Take(fact, words, settings.Secrets)), wanted);
    }

    private void Take(ReplayedFact fact, FactLog words, SecretTexts secrets)
    {
        // A compaction's own facts repeat what was recorded before.
        if (!EventKinds.All.Contains(EventKinds.Find(fact.Recorded.Fact))) return;
        if (OldestId == 0) OldestId = fact.Recorded.Sequence;
        if (fact.Recorded.At < since) return;
        var change = new FleetChange(fact.Recorded, fact.Before, fact.After);
        var happened = FleetEvent.Create(change, secrets.Masked(words.Write(change)));
        if (!filter.Wants(happened)) return;
        wanted.Enqueue(happened);
        if (wanted.Count > last) wanted.Dequeue();
    }
}
