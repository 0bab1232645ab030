using System.Collections.Immutable;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

public sealed class PriceIncreaseTests
{
    private const double Hour = 3600;

    [Fact]
    public void PriceIncrease_ThatIsPending_IsToldOnceAndKept()
    {
        var one = Running();
        Assert.False(one.At(0.9 * Hour).IsAskingForPriceIncreases);
        one.At(1.1 * Hour).PriceIncreasesEnd(Pending((1, 0.6), (99, 3)));
        one.At(2.2 * Hour).PriceIncreasesEnd(Pending((1, 0.6)));
        Assert.Equal([new PriceIncreaseSeen(1, new PriceIncrease(0.6))], one.Journal.OfType<PriceIncreaseSeen>());
        Assert.Equal(0.6, one.Fleet.Leases[1].PriceIncrease?.GpuPerHour);
        Assert.Empty(one.Destroying);
    }

    [Fact]
    public void PriceIncrease_ThatChangesOrEnds_IsToldAgain()
    {
        var one = Running().At(1.1 * Hour).PriceIncreasesEnd(Pending((1, 0.6)));
        one.At(2.2 * Hour).PriceIncreasesEnd(Pending((1, null)));
        one.At(3.3 * Hour).PriceIncreasesEnd(Pending());
        Assert.Equal([new PriceIncrease(0.6), new PriceIncrease(null), null], one.Journal.OfType<PriceIncreaseSeen>().Select(seen => seen.Increase));
        Assert.Null(one.Fleet.Leases[1].PriceIncrease);
    }

    [Fact]
    public void PriceIncreases_ThatCannotBeRead_AreAskedForAgainAndSayNothingOfTheKey()
    {
        var one = Running().At(1.1 * Hour).PriceIncreasesEnd(new Outcome<ImmutableDictionary<long, PriceIncrease>>.Unauthorised("no right"));
        Assert.Null(one.FatalReason);
        Assert.Null(one.Engine.View.KeyRefusal);
        Assert.True(one.At(2.2 * Hour).IsAskingForPriceIncreases);
    }

    [Fact]
    public void PriceIncreases_WithoutAnInstance_AreNotAskedFor() => Assert.False(new Scenario(Settings(1)).StartWith([]).At(2 * Hour).IsAskingForPriceIncreases);

    private static Scenario Running() => new Scenario(Settings(1)).StartWith([], Offer(100)).Rented(100, 1).Verify(100).At(60).Listed(Row(1, 100));

    private static Outcome<ImmutableDictionary<long, PriceIncrease>> Pending(params (long Instance, double? PerHour)[] increases) =>
        Done(increases.ToImmutableDictionary(increase => increase.Instance, increase => new PriceIncrease(increase.PerHour)));
}
