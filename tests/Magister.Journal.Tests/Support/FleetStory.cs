using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;

namespace Magister.Journal.Tests.Support;

/// <summary>
/// The life of a fleet as facts, from one seed: rents, verifies, status changes, drops and ends, always with this many instances alive.
/// </summary>
internal sealed class FleetStory
{
    private readonly Random random;
    private readonly int number;
    private readonly OfferSource offers;
    private long nextInstance = 31_000_000;

    public FleetStory(int seed, int number)
    {
        random = new Random(seed);
        this.number = number;
        offers = new OfferSource(random);
    }

    /// <summary>Whether offers have only a few fields: for tests that try every byte.</summary>
    public bool OffersAreShort
    {
        get => offers.AreShort;
        init => offers.AreShort = value;
    }

    public FleetState State { get; private set; } = FleetState.Empty;

    public DateTimeOffset Now { get; private set; } = new(2026, 11, 21, 3, 24, 37, TimeSpan.Zero);

    /// <summary>Continues from another state, such as the one that an opened journal gave.</summary>
    public void GoOnFrom(FleetState state)
    {
        State = state;
        Now = Now > state.LastAt ? Now : state.LastAt;
    }

    /// <summary>The next few facts, from one event; <see cref="State"/> already includes them.</summary>
    public IReadOnlyList<Recorded> Next(TimeSpan step)
    {
        Now += step * random.NextDouble() * 2;
        var before = State;
        List<Recorded> told = [];
        foreach (var fact in Event(before))
        {
            var recorded = new Recorded(State.LastSequence + 1, Now, fact);
            State = State.Apply(recorded);
            told.Add(recorded);
        }

        return told;
    }

    /// <summary>Takes facts until there are this many.</summary>
    public IReadOnlyList<Recorded> Take(int count)
    {
        List<Recorded> told = [];
        while (told.Count < count) told.AddRange(Next(TimeSpan.FromMinutes(3)));
        return told;
    }

    private Adopted Adopt()
    {
        nextInstance += 3;
        var offer = offers.NextId(3);
        return new Adopted { InstanceId = nextInstance, OfferId = offer, Offer = new Offer { Id = offer }, StartedAt = Now };
    }

    private IEnumerable<Fact> Event(FleetState state)
    {
        if (state.LastSequence == 0) return [new Started(number)];
        if (state.Occupied < number) return [new RentIntended(offers.Next())];
        if (state.Rents.Count > 0) return Answer(state.Rents.Values.First());
        var lease = state.Leases.Values.ElementAt(random.Next(state.Leases.Count));
        return lease switch
        {
            { Destruction.UnderWay: true } => [DestroyAnswer(lease)],
            { ShouldDrop: true } => [new DestroyIntended(lease.InstanceId, DestroyCause.Dropped, lease.Drop?.Reason ?? "again")],
            { MissingSince: not null } => [random.Next(3) == 0 ? new ConfirmedGone(lease.InstanceId) : new SeenAgain(lease.InstanceId)],
            { VerifiedAt: null } => [new StatusChanged(lease.InstanceId, "running", null), new Verified(lease.OfferId, lease.InstanceId)],
            _ => Alert(lease),
        };
    }

    private Fact DestroyAnswer(Lease lease) => random.Next(8) == 0
        ? new DestroyFailed(lease.InstanceId, "HTTP 502, tried again later")
        : new Destroyed(lease.InstanceId, WasGoneAlready: random.Next(9) == 0);

    private IEnumerable<Fact> Answer(PendingRent rent) => (random.Next(12), rent.IsUncertain) switch
    {
        (0, _) => [new RentRefused(rent.Offer.Id, "no_such_ask Instance type is not available")],
        (1, true) => [new RentNeverHappened(rent.Offer.Id)],
        (2, false) => [new RentUncertain(rent.Offer.Id, "the connection was reset")],
        (3, _) => [new Verified(rent.Offer.Id, null)],
        _ =>
        [
            new RentAccepted(rent.Offer.Id, nextInstance += random.Next(1, 99), rent.IsUncertain),
            new StatusChanged(nextInstance, "loading", "Pulling from ghcr.io/example/contemplant: 4f4fb700ef54 Already exists"),
        ],
    };

    private IEnumerable<Fact> Alert(Lease lease) => random.Next(20) switch
    {
        0 => [new SeenMissing(lease.InstanceId)],
        1 => [new StatusChanged(lease.InstanceId, "exited", "Grüße vom Daemon: \"exit 137\"\n")],
        2 => [new Verified(offers.LastId + 7, null)],
        3 => [new Released(lease.InstanceId, "its label was changed")],
        4 => [new Started(number)],
        5 => [Adopt()],
        < 10 => [new StatusChanged(lease.InstanceId, "running", "success, running ghcr.io/example/contemplant_latest/jupyter")],
        _ => [new DropRequested(lease.OfferId, lease.InstanceId, "it gave no proof within 300 s")],
    };
}
