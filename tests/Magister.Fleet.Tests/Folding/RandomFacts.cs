using System.Collections.Immutable;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Folding;

/// <summary>Facts of every kind, about few ids so that they interact, in an order that no engine would ever record.</summary>
internal sealed class RandomFacts(int seed)
{
    private static readonly long[] Ids = [1, 2, 3, 4, 5, long.MaxValue, 0];
    private static readonly string?[] Statuses = ["running", "exited", "offline", "stopped", "loading", "frozen", null];
    private readonly Random random = new(seed);
    private double seconds;

    /// <summary>Time mostly advances and sometimes goes back, as on a machine whose clock was set back.</summary>
    public IEnumerable<Recorded> Take(int count)
    {
        for (var sequence = 1; sequence <= count; sequence++)
        {
            seconds += random.Next(10) == 0 ? -random.Next(100_000) : random.Next(20_000);
            yield return new Recorded(sequence, At(seconds), Next());
        }
    }

    private long Id() => Ids[random.Next(Ids.Length)];

    private long? MaybeId() => random.Next(3) == 0 ? null : Id();

    private DateTimeOffset Time() => At(seconds + random.Next(-500, 500));

    private Fact Next() => random.Next(21) switch
    {
        0 => new Started(random.Next(5)),
        1 or 2 => new RentIntended(Offer(Id(), random.Next(3) == 0 ? null : random.Next(3))),
        3 or 4 => new RentAccepted(Id(), Id(), random.Next(2) == 0, random.Next(2) == 0 ? true : null),
        5 => new RentRefused(Id(), "no"),
        6 => new RentUncertain(Id(), "reset"),
        7 => new RentNeverHappened(Id()),
        8 => new Verified(Id(), MaybeId()),
        9 => new DropRequested(Id(), MaybeId(), "words"),
        10 => Adoption(),
        11 => new DestroyIntended(Id(), (DestroyCause)random.Next(Enum.GetValues<DestroyCause>().Length), "why"),
        12 => new DestroyFailed(Id(), "500"),
        13 => new Destroyed(Id(), random.Next(2) == 0),
        14 => random.Next(2) == 0 ? new ConfirmedGone(Id()) : new ProofsCounted(Id(), random.Next(9)),
        15 => random.Next(2) == 0 ? new SeenMissing(Id()) : new SeenAgain(Id()),
        16 => new StatusChanged(Id(), Statuses[random.Next(Statuses.Length)], random.Next(2) == 0 ? "manifest unknown" : null),
        17 when random.Next(2) == 0 => new ContractSeen(Id(), random.Next(4) * 0.3, random.Next(2) == 0 ? "RTX 3090" : null, null, MaybeId(), null, random.Next(2) == 0 ? 1_767_225_600 + random.Next(10_000) : null, random.Next(3) == 0 ? null : random.Next(2) == 0),
        17 when random.Next(2) == 0 => new BillRead(CostTime.DayOf(Time()), ImmutableSortedDictionary<long, double>.Empty.Add(Id(), random.NextDouble())),
        17 when random.Next(2) == 0 => new DrainBudgetsSet(random.Next(3) * 0.4, random.Next(2) == 0 ? 1 : null),
        17 => new AccountChecked(random.Next(10), random.Next(2) == 0),
        18 when random.Next(2) == 0 => new MachineJudged(Id(), random.Next(2) == 0, (Judgement)random.Next(3), random.Next(2) == 0 ? "words" : null),
        18 => random.Next(5) switch { 0 => new DrainBegun(), 1 => new Paused(), 2 => new Scaled(1 + random.Next(3), 2), 3 => new ConfigurationReloaded(1 + random.Next(3), "something"), _ => new Resumed() },
        19 => random.Next(5) switch { 4 => new PriceIncreaseSeen(Id(), random.Next(3) switch { 0 => null, 1 => new PriceIncrease(null), _ => new PriceIncrease(0.4) }), 0 => new SeenLabelled(Id()), 1 => new SeenUnlabelled(Id()), _ => new LabelFailed(Id(), "500") },
        _ => random.Next(3) == 0 ? new Released(Id(), "relabelled") : new Destroyed(Id(), false),
    };

    private Adopted Adoption()
    {
        var offer = Id();
        return new Adopted
        {
            InstanceId = Id(),
            OfferId = offer,
            Offer = Offer(offer),
            StartedAt = Time(),
            AwaitsVerification = random.Next(2) == 0,
            DropReason = random.Next(4) == 0 ? "listed still" : null,
        };
    }
}
