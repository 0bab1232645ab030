using System.Collections.Concurrent;
using System.Threading.Channels;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;

namespace Magister.Evidence;

/// <summary>
/// Evidence of failures on its way to the disk. Producers never wait: if the disk is too slow, the oldest
/// waiting item is lost.
/// </summary>
internal sealed class EvidenceShelf(TimeProvider time)
{
    private const int MaxWaiting = 64;

    private readonly ConcurrentDictionary<long, string> lastWords = [];
    private readonly Channel<EvidenceText> waiting =
        Channel.CreateBounded<EvidenceText>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>What to write.</summary>
    public ChannelReader<EvidenceText> Waiting => waiting.Reader;

    /// <summary>The end of a Contemplant's output arrived and replaces the previous one.</summary>
    public void Heard(long instanceId, string output) => lastWords[instanceId] = output;

    /// <summary>The last output of an existing instance; null for none.</summary>
    public string? LastWordsOf(long instanceId) => lastWords.GetValueOrDefault(instanceId);

    /// <summary>The result of a request for the logs of an instance.</summary>
    /// <param name="lease">Null if it is gone by now.</param>
    public void Take(EngineCall.Logs asked, Outcome<InstanceLogs> outcome, Lease? lease) =>
        waiting.Writer.TryWrite(EvidenceText.Create(asked, outcome, lease, LastWordsOf(asked.InstanceId), time.GetUtcNow()));

    /// <summary>Reports of instances that have ended are no longer needed.</summary>
    public void Forget(Fact fact)
    {
        if (fact is Destroyed destroyed) lastWords.TryRemove(destroyed.InstanceId, out _);
        else if (fact is ConfirmedGone gone) lastWords.TryRemove(gone.InstanceId, out _);
        else if (fact is Released released) lastWords.TryRemove(released.InstanceId, out _);
    }
}
