namespace Magister.Simulator.Market;

/// <summary>All offers and who holds them. An offer comes back under the same id once no instance holds it.</summary>
internal sealed class OfferBook
{
    private readonly Dictionary<long, OfferEntry> _entries = [];
    private readonly OfferFactory _factory;

    public OfferBook(OfferFactory factory, int count, DateTimeOffset now)
    {
        _factory = factory;
        foreach (var offer in factory.Make(count, now)) Add(offer);
    }

    public int Count => _entries.Count;
    public int Free => _entries.Values.Count(entry => entry.Holders == 0);
    public IEnumerable<OfferEntry> Entries => _entries.Values;

    public OfferEntry? Find(long id) => _entries.GetValueOrDefault(id);

    public OfferEntry Add(GpuModel? gpu, double? price, DateTimeOffset now) => Add(_factory.MakeOne(gpu, price, now));

    public bool Remove(long id) => _entries.Remove(id);

    /// <summary>An offer for a tenant's instance, which is not on the market.</summary>
    public Offer MakeTenantOffer(DateTimeOffset now) => _factory.MakeOne(gpu: null, price: null, now);

    public static void Take(OfferEntry entry, DateTimeOffset now)
    {
        entry.Holders++;
        entry.ChangedAt = now;
    }

    public void GiveBack(long offerId, DateTimeOffset now)
    {
        if (_entries.TryGetValue(offerId, out var entry) && --entry.Holders == 0) entry.ChangedAt = now;
    }

    private OfferEntry Add(Offer offer) => _entries[offer.Id] = new OfferEntry { Offer = offer };
}
