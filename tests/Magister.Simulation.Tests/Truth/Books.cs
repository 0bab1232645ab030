using Magister.Fleet;
using Magister.Simulation.Tests.Rules;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Truth;

/// <summary>The market's own truth about every instance, kept up to date by the market itself, and the outcome of Magister's requests.</summary>
internal sealed class Books
{
    private readonly World world;
    private readonly Dictionary<long, InstanceBook> instances = [];
    private readonly SortedDictionary<long, InstanceBook> ours = [];
    private readonly Dictionary<long, Sending> rentsByCall = [];

    public Books(World world)
    {
        this.world = world;
        world.Market.Watcher = Changed;
    }

    /// <summary>Those alive with the label and this Magister's drop endpoint, by id.</summary>
    public IReadOnlyCollection<InstanceBook> Ours => ours.Values;

    public IEnumerable<InstanceBook> Foreign => instances.Values.Where(book => book is { IsAlive: true, IsOurs: false });

    public List<Sending> RentsUnderWay { get; } = [];

    /// <summary>How many instances of ours were lost since then: gone, or given away.</summary>
    public int LostOursSince(DateTimeOffset at) => instances.Values.Count(book =>
        book.OfferId is not null && !ours.ContainsKey(book.Id) && (book.Truth.GoneAt >= at || book.ForeignSince >= at));

    public InstanceBook? Find(long instanceId) => instances.GetValueOrDefault(instanceId);

    public void Left(Sending sending)
    {
        if (sending.Endpoint is not VastEndpoint.Create) return;
        RentsUnderWay.RemoveAll(rent => rent.IsOver);
        RentsUnderWay.Add(sending);
    }

    public void Arrived(Sending sending, long call)
    {
        sending.Call = call;
        sending.ArrivedAt = world.Time.Now;
        if (sending.Endpoint is VastEndpoint.Create) rentsByCall[call] = sending;
    }

    /// <summary>Magister recorded that it saw the label: taking it away from now on is deliberate.</summary>
    public void SeenLabelled(long instanceId)
    {
        if (!instances.TryGetValue(instanceId, out var book)) return;
        book.WasSeenLabelled = true;
        if (book.IsAlive) TakeLabel(book);
    }

    /// <summary>An instance without a label is ours only according to the journal.</summary>
    public void DirectoryLost()
    {
        foreach (var book in instances.Values.Where(book => book.IsAlive).ToArray()) SeenLabelled(book.Id);
    }

    private void Changed(Instance instance)
    {
        if (!instances.TryGetValue(instance.Id, out var book)) book = Open(instance);
        if (!instance.IsAlive) Close(book);
        else TakeLabel(book);
        TakeStatus(book);
        world.Rules.Changed(book);
    }

    private InstanceBook Open(Instance instance)
    {
        var offerId = Onstart.OfferIdOf(instance.Request.Onstart, Addresses.Magister);
        var book = new InstanceBook(instance, offerId) { Rent = rentsByCall.GetValueOrDefault(instance.RentCall) };
        instances.Add(instance.Id, book);
        TakeLabel(book);
        world.Log.Say($"Vast: instance {instance.Id} on offer {instance.Offer.Id} is born{(book.IsOurs ? ", ours" : "")}; listed from {(instance.ListedFrom - world.Time.Start).TotalSeconds:0.000} s");
        if (book.IsOurs) world.Rules.Born(book);
        return book;
    }

    private void TakeLabel(InstanceBook book)
    {
        var isOurs = book.OfferId is not null
            && (book.Truth.Label is FleetSettings.Label || (string.IsNullOrEmpty(book.Truth.Label) && book is { Rent: not null, WasSeenLabelled: false } && MayBeKnown(book)));
        if (isOurs == book.IsOurs) return;
        book.IsOurs = isOurs;
        if (isOurs)
        {
            book.OursSince = world.Time.Now;
            ours[book.Id] = book;
        }
        else
        {
            book.ForeignSince = world.Time.Now;
            ours.Remove(book.Id);
        }
    }

    // Once its label was another's, Magister may have let go of it for good before the label came back and went again.
    private bool MayBeKnown(InstanceBook book) => book.Excuse switch
    {
        null => true,
        { Reason: Excuse.LabelGivenBack } => world.Lives.Current is not { } life || Knowledge.IsKnown(world, life, book),
        _ => false,
    };

    private void TakeStatus(InstanceBook book)
    {
        var truth = book.Truth;
        if (book.Statuses.Count > 0 && book.Statuses[^1] is var last && last.Status == truth.Status && last.Message == truth.StatusMessage) return;
        book.Statuses.Add(new StatusEntry(world.Time.Now, truth.Status, truth.StatusMessage));
        if (book.IsOurs) world.Log.Say($"Vast: instance {book.Id} is {truth.Status ?? "provisioned"} ({truth.StatusMessage})");
    }

    private void Close(InstanceBook book)
    {
        if (ours.Remove(book.Id)) world.Log.Say($"Vast: instance {book.Id} is gone ({book.Truth.GoneBy})");
    }
}
