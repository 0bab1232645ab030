using Magister.Fleet;
using Magister.Fleet.Facts;

namespace Magister.Journal.Tests.Support;

/// <summary>
/// A fleet of instances that live concurrently, each from its rent to its end, followed by the next in its place: with boots that take time,
/// deadlines that pass, drops, destroys that fail, instances that vanish, and a Magister that is restarted every day.
/// </summary>
internal sealed class BusyFleet
{
    private readonly PriorityQueue<IEnumerator<Moment>, DateTimeOffset> next = new();
    private readonly Random random;
    private readonly OfferSource offers;
    private readonly TimeSpan life;
    private long lastInstance = 31_000_000;

    /// <param name="life">How long an instance works on average.</param>
    public BusyFleet(int seed, int number, TimeSpan life)
    {
        random = new Random(seed);
        offers = new OfferSource(random);
        this.life = life;
        for (var place = 0; place < number; place++) Expect(Place().GetEnumerator());
        Expect(Restarts(number).GetEnumerator());
        Expect(Strangers().GetEnumerator());
    }

    public FleetState State { get; private set; } = FleetState.Empty;

    public DateTimeOffset Now { get; private set; } = new(2026, 11, 21, 3, 24, 37, TimeSpan.Zero);

    /// <summary>How many instances were rented.</summary>
    public int Rented { get; private set; }

    /// <summary>The facts that are recorded next, at one moment; <see cref="State"/> already includes them.</summary>
    public IReadOnlyList<Recorded> Next()
    {
        if (!next.TryDequeue(out var life, out var at)) throw new InvalidOperationException("Nothing lives.");
        Now = at;
        List<Recorded> told = [];
        foreach (var fact in life.Current.Facts)
        {
            var recorded = new Recorded(State.LastSequence + 1, Now, fact);
            State = State.Apply(recorded);
            told.Add(recorded);
        }

        Expect(life);
        return told;
    }

    private void Expect(IEnumerator<Moment> life)
    {
        if (life.MoveNext()) next.Enqueue(life, Now + life.Current.Wait);
    }

    private IEnumerable<Moment> Place()
    {
        while (true)
        {
            var offer = offers.Next();
            yield return After(Seconds(5), new RentIntended(offer));
            if (OneIn(15))
            {
                yield return After(Seconds(1), new RentRefused(offer.Id, "no_such_ask Instance type by id is not available"));
                continue;
            }

            var isLost = OneIn(40);
            if (isLost) yield return After(Seconds(30), new RentUncertain(offer.Id, "no answer came within 30 s"));
            Rented++;
            var instance = ++lastInstance;
            yield return After(Seconds(2), new RentAccepted(offer.Id, instance, isLost));
            foreach (var moment in Life(offer.Id, instance)) yield return moment;
        }
    }

    private IEnumerable<Moment> Life(long offer, long instance)
    {
        const string pulling = "Pulling from ghcr.io/example/contemplant: 4f4fb700ef54 Already exists";
        const string running = "success, running ghcr.io/example/contemplant_latest/jupyter";
        yield return After(Seconds(20), new StatusChanged(instance, "loading", pulling));
        if (OneIn(25))
        {
            foreach (var moment in End(instance, DestroyCause.MissedDeadline, "its Contemplant did not report within 180 s")) yield return moment;
            yield break;
        }

        yield return After(Seconds(60), new StatusChanged(instance, "running", running));
        yield return After(Seconds(20), new Verified(offer, instance));
        if (OneIn(4)) yield return After(Working(4), new SeenMissing(instance));
        if (OneIn(2)) yield return After(Seconds(15), new SeenAgain(instance));
        if (OneIn(10))
        {
            yield return After(Working(1), new SeenMissing(instance));
            yield return After(Seconds(60), new ConfirmedGone(instance));
            yield break;
        }

        if (OneIn(8)) yield return After(Working(2), new StatusChanged(instance, "exited", "Error: exit 137 in the container"));
        const string reason = "it gave no proof of the last three within 300 s";
        yield return After(Working(1), new DropRequested(offer, instance, reason));
        foreach (var moment in End(instance, DestroyCause.Dropped, reason)) yield return moment;
    }

    private IEnumerable<Moment> End(long instance, DestroyCause cause, string reason)
    {
        yield return After(Seconds(cause is DestroyCause.MissedDeadline ? 180 : 0.1), new DestroyIntended(instance, cause, reason));
        while (OneIn(6))
        {
            yield return After(Seconds(2), new DestroyFailed(instance, "HTTP 502: <h1>502 Bad Gateway</h1>"));
            yield return After(Seconds(10), new DestroyIntended(instance, cause, reason));
        }

        yield return After(Seconds(1), new Destroyed(instance, WasGoneAlready: OneIn(20)));
    }

    private IEnumerable<Moment> Restarts(int number)
    {
        yield return After(TimeSpan.Zero, new Started(number));
        while (true) yield return After(TimeSpan.FromDays(1), new Started(number));
    }

    private IEnumerable<Moment> Strangers()
    {
        while (true) yield return After(TimeSpan.FromMinutes(20), new Verified(offers.LastId + 7, null));
    }

    private bool OneIn(int many) => random.Next(many) == 0;

    private TimeSpan Seconds(double about) => TimeSpan.FromSeconds(about * (0.5 + random.NextDouble()));

    private TimeSpan Working(int parts) => life / parts * (0.1 + (1.8 * random.NextDouble()));

    private static Moment After(TimeSpan wait, params Fact[] facts) => new(wait, facts);

    private sealed record Moment(TimeSpan Wait, Fact[] Facts);
}
