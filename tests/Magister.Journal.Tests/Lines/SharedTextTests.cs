using Magister.Fleet.Facts;
using Magister.Journal.Lines;
using Magister.Journal.Tests.Support;

namespace Magister.Journal.Tests.Lines;

/// <summary>Texts that the offers of a journal share are in memory once.</summary>
public sealed class SharedTextTests
{
    [Fact]
    public void Offers_ThatSayTheSame_ShareTheirTexts()
    {
        var told = new List<Recorded>();
        Replay.Of(JournalBytes.Of(new FleetStory(3, 30).Take(200)).Bytes, replayed => told.Add(replayed.Recorded));
        var models = told.Select(recorded => recorded.Fact).OfType<RentIntended>().Select(intended => intended.Offer.GpuName).OfType<string>().GroupBy(name => name, StringComparer.Ordinal).ToArray();
        Assert.Contains(models, model => model.Count() > 1);
        Assert.All(models, model => Assert.Single(model.Distinct(ReferenceEqualityComparer.Instance)));
    }
}
