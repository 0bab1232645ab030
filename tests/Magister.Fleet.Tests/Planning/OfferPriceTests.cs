using Magister.Fleet.Market;
using Magister.Fleet.Planning;

namespace Magister.Fleet.Tests.Planning;

public sealed class OfferPriceTests
{
    private static readonly OfferQuery query = Build.Query;

    [Theory]
    [InlineData(16, 16, 0.5)]
    [InlineData(32, 16, 0.52)]
    [InlineData(8, 16, 0.49)]
    [InlineData(160, 16, 0.68)]
    public void PerHour_IsForTheDiskThatIsRented(double disk, double priced, double expected)
    {
        var offer = new Offer { Id = 1, DphTotal = 0.5, StorageCost = 0.9, StorageTotalCost = 0.02 };

        Assert.Equal(expected, OfferPrice.PerHour(offer, query with { DiskSpace = disk, AllocatedStorage = priced })!.Value, 9);
    }

    [Fact]
    public void PerHour_OfAnotherDiskWithoutItsPrice_IsNotKnown()
    {
        var offer = new Offer { Id = 1, DphTotal = 0.5 };

        Assert.Null(OfferPrice.PerHour(offer, query with { DiskSpace = 32 }));
        Assert.Equal(0.5, OfferPrice.PerHour(offer, query));
    }
}
