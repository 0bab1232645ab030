using System.Collections.Immutable;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

/// <summary>A filter with which Vast finds nothing, although some offers pass it, does not keep the fleet empty.</summary>
public sealed class FilterTrialTests
{
    private static readonly FleetSettings settings = Settings(2) with { Query = Query with { MinCudaVersion = "12.4", Reliability = 0.9 } };

    private static Offer Fitting(long id) => Offer(id) with { CudaMaxGood = 12.8, Reliability2 = 0.99 };

    [Fact]
    public void Start_WhereTheWholeSearchFindsNothing_RentsWhatPassesHere()
    {
        var two = new Scenario(settings).Start().Listed().Offered();
        Assert.Equal(NothingToRent.Loosened(settings.Query), two.Searching!.Query);

        two.Offered(Fitting(1), Offer(2) with { CudaMaxGood = 11.8 });
        Assert.Equal([1], two.Renting);
        Assert.Null(two.FatalReason);
        Assert.Equal(
            new Notice.FilterMisapplied("one of min_cuda_version, reliability, disk_space, cost_per_hour", 1),
            Assert.Single(two.Notices.OfType<Notice.FilterMisapplied>()));
    }

    [Fact]
    public void Filter_ToBlame_IsFoundAndLeftOut()
    {
        var two = new Scenario(settings).Start().Listed().Offered().Offered(Fitting(1)).Rented(1, 10);
        Assert.Equal(settings.Query with { MinCudaVersion = null }, two.Searching!.Query);

        two.Offered();
        Assert.Equal(settings.Query with { Reliability = null }, two.Searching!.Query);

        two.Offered(Fitting(2));
        Assert.Equal(new Notice.FilterMisapplied("reliability", 1), two.Notices[^1]);
        Assert.Equal([2], two.Renting);
    }

    [Fact]
    public void FurtherFilter_ToBlame_IsFoundAndLeftOutOfTheSearch_AndCheckedHereStill()
    {
        var query = Query with { Further = [new("inet_up", "inet_up", "gte", ["50"]), new("geolocation", "geolocation", "in", ["SE"])] };
        var told = ImmutableDictionary<string, string>.Empty.Add("inet_up", "80").Add("geolocation", "SE");
        var two = new Scenario(Settings(2) with { Query = query }).Start().Listed().Offered();
        Assert.All(two.Searching!.Query.Further, filter => Assert.False(filter.IsAsked));

        two.Offered(Offer(1).Telling(told), Offer(2).Telling(told.SetItem("inet_up", "20"))).Rented(1, 10);
        Assert.Equal(
            "one of inet_up, geolocation, disk_space, cost_per_hour", Assert.Single(two.Notices.OfType<Notice.FilterMisapplied>()).Filters);
        Assert.Equal([("inet_up", false), ("geolocation", true)], two.Searching!.Query.Further.Select(filter => (filter.Setting, filter.IsAsked)));
        two.Offered();
        Assert.Equal([("inet_up", true), ("geolocation", false)], two.Searching!.Query.Further.Select(filter => (filter.Setting, filter.IsAsked)));
        two.Offered(Offer(3).Telling(told));
        Assert.Equal(new Notice.FilterMisapplied("geolocation", 1), two.Notices[^1]);
        Assert.Equal([3], two.Renting);
        Assert.Null(Assert.Single(two.Fleet.Rents.Values, rent => rent.Offer.Id == 3).Offer.Told("inet_up"));
    }

    [Fact]
    public void GpuName_ToBlame_IsFoundAtTheStart_AndCheckedHereStill()
    {
        var two = new Scenario(settings).Start().Listed().Offered().Offered();
        Assert.Equal(settings.Query with { GpuNames = [] }, two.Searching!.Query);

        two.Offered(Fitting(1) with { GpuName = "RTX 3060" }, Fitting(2));
        Assert.Equal([2], two.Renting);
        Assert.Equal(new Notice.FilterMisapplied("gpu_name", 1), Assert.Single(two.Notices.OfType<Notice.FilterMisapplied>()));
        Assert.Null(two.FatalReason);
    }

    [Fact]
    public void GpuName_OfWhichNothingIsOnOffer_EndsTheStart()
    {
        var two = new Scenario(settings).Start().Listed().Offered().Offered().Offered(Fitting(1) with { GpuName = "RTX 3060" });
        Assert.Contains("Nothing at all is on offer for gpu_name", Assert.IsType<FatalReason.NothingOnOffer>(two.FatalReason).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GpuName_ToBlameLater_IsFoundAndLeftOut()
    {
        var two = new Scenario(settings).StartWith([], Fitting(1)).Rented(1, 10).Offered().Listing(30, Row(10, 1)).Offered();
        Assert.Empty(two.Searching!.Query.GpuNames);
        two.Offered(Fitting(2));
        Assert.Equal([2], two.Renting);
        Assert.Equal(new Notice.FilterMisapplied("gpu_name", 1), two.Notices[^1]);
    }

    [Fact]
    public void Start_WhereNothingPassesHereEither_EndsAsEver()
    {
        var two = new Scenario(settings).Start().Listed().Offered().Offered(Offer(2) with { CudaMaxGood = 11.8 });

        Assert.Contains("min_cuda_version (1 of 1 fail it", Assert.IsType<FatalReason.NothingOnOffer>(two.FatalReason).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Later_WhereTheWholeSearchFindsNothing_FewFiltersAreTriedNext_AndNotAgainForAWhile()
    {
        var two = new Scenario(settings).StartWith([], Fitting(1)).Rented(1, 10).Offered();
        Assert.Equal(NothingToRent.Loosened(settings.Query), two.Listing(30, Row(10, 1)).Searching!.Query);

        two.Offered().Offered();
        Assert.Null(two.Searching);
        Assert.Equal(settings.Query, two.Listing(60, Row(10, 1)).Searching!.Query);
        Assert.Equal(settings.Query, two.Offered().Listing(90, Row(10, 1)).Searching!.Query);
    }
}
