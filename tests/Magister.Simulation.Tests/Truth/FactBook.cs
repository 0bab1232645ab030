using Magister.Fleet.Facts;
using Magister.Journal.Lines;
using Magister.Simulation.Tests.Rules;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Truth;

/// <summary>The facts that are on disk, according to the journal and, after a crash, to the disk itself.</summary>
internal sealed class FactBook(World world)
{
    private readonly Dictionary<long, (DateTimeOffset At, long? Machine, int Number)> rents = [];
    private readonly Dictionary<long, DateTimeOffset> destroys = [];
    private readonly HashSet<long> labelsFailed = [];

    public long LastSequence { get; private set; }

    public SteeringBook Steering { get; } = new();

    public DateTimeOffset? IntendedAt(VastEndpoint endpoint, long? target) => endpoint switch
    {
        VastEndpoint.Create => rents.TryGetValue(target!.Value, out var rent) ? rent.At : null,
        VastEndpoint.Destroy => destroys.TryGetValue(target!.Value, out var at) ? at : null,
        _ => null,
    };

    public long? MachineOfRent(long offerId) => rents.GetValueOrDefault(offerId).Machine;

    public bool HasLabelFailed(long instanceId) => labelsFailed.Contains(instanceId);

    /// <summary>How many instances were wanted when a rent was intended.</summary>
    public int NumberOfRent(long offerId) => rents[offerId].Number;

    /// <summary>Takes the next fact from its line, as read again.</summary>
    public void Take(ReadOnlySpan<byte> line)
    {
        var (fact, problem) = LineReader.Fact(line, LastSequence + 1);
        Take(fact ?? throw new RuleBrokenException("Journal", $"a fact cannot be read again: {problem}"));
    }

    public void Take(Recorded recorded)
    {
        if (recorded.Sequence != LastSequence + 1) throw new RuleBrokenException("Journal", $"fact {recorded.Sequence} follows fact {LastSequence}");
        LastSequence = recorded.Sequence;
        if (recorded.Fact is ConfigurationReloaded reloaded) world.Lives.Reloaded(reloaded);
        Steering.Take(recorded.Fact);
        if (recorded.Fact is RentIntended rent) rents[rent.Offer.Id] = (world.Time.Now, rent.Offer.MachineId, world.Lives.NumberInstances);
        if (recorded.Fact is DestroyIntended destroy) destroys[destroy.InstanceId] = world.Time.Now;
        if (LabelledIn(recorded.Fact) is { } labelled) world.Books.SeenLabelled(labelled);
        if (recorded.Fact is LabelFailed failed) labelsFailed.Add(failed.InstanceId);
        world.Tally.Count("fact", recorded.Fact.GetType().Name);
        world.Log.Say($"fact {recorded.Sequence}: {Text(recorded.Fact)}");
        world.Rules.Recorded(recorded);
    }

    public void DirectoryLost()
    {
        LastSequence = 0;
        Steering.Forget();
        rents.Clear();
        destroys.Clear();
    }

    private static long? LabelledIn(Fact fact) => fact switch
    {
        SeenLabelled seen => seen.InstanceId,
        RentAccepted { AwaitsLabel: not true } rent => rent.InstanceId,
        Adopted adopted => adopted.InstanceId,
        _ => null,
    };

    private static string Text(Fact fact) => fact switch
    {
        RentIntended rent => $"RentIntended {{ offer {rent.Offer.Id} on machine {rent.Offer.MachineId} }}",
        Adopted adopted => $"Adopted {{ instance {adopted.InstanceId} of offer {adopted.OfferId}, {(adopted.AwaitsVerification ? "to be verified" : "verified")}, {adopted.DropReason} }}",
        _ => fact.ToString(),
    };
}
