using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Rules;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;
using static Magister.Simulation.Tests.Tests.RuleBench;

namespace Magister.Simulation.Tests.Tests;

/// <summary>The rules about bids, each broken once by hand and kept once.</summary>
public sealed class BidRuleTests
{
    private readonly RuleBench bench = Bidding(0.25);

    [Fact]
    public void BidsKept_OnDemandWhereABidWasWanted_Breaks() => Breaks<BidsKept>(() => bench.Rent());

    [Fact]
    public void BidsKept_ABidWhereNoneWasWanted_Breaks() => Breaks<BidsKept>(() => new RuleBench().Rent(bid: 0.25));

    [Fact]
    public void BidsKept_AnotherBid_OrOneAboveTheCap_Breaks()
    {
        Breaks<BidsKept>(() => bench.Rent(bid: 0.26));
        Breaks<BidsKept>(() => Bidding(null).Rent(bid: 0.6));
    }

    [Fact]
    public void BidsKept_TheBid_Holds() => Assert.True(bench.Rent(bid: 0.25).Truth.IsBid);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void BidsKept_OneThatWasStoppedForWantOfCredit_IsNotOutbid(bool isOutbid)
    {
        var (rule, book) = (new BidsKept(bench.World), bench.Rent(bid: 0.25));
        bench.Wait(600);
        if (isOutbid) Assert.True(bench.World.Market.Outbid(book.Id));
        rule.Changed(book);
        bench.World.Market.Change(options => options with { Credit = 0 });
        rule.Changed(book);
        var destroy = bench.Record(new DestroyIntended(book.Id, DestroyCause.Outbid, ""));

        if (isOutbid) rule.Recorded(destroy);
        else Breaks<BidsKept>(() => rule.Recorded(destroy));
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(4000, true)]
    public void OutbidReplaced_OneThatIsKeptForTooLong_Breaks(double seconds, bool breaks)
    {
        var (settled, life) = Settled();
        var (rule, book) = (new OutbidReplaced(settled.World), settled.World.Books.Ours.Single());
        Assert.True(settled.World.Market.Outbid(book.Id));
        rule.Changed(book);
        rule.Turned(life);
        settled.Wait(seconds);

        if (breaks) Breaks<OutbidReplaced>(() => rule.Turned(life));
        else rule.Turned(life);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OutbidReplaced_OneKnownToBeOutbidGoesForItsStatus_Breaks(bool isKnown)
    {
        var (settled, life) = Settled();
        var (rule, book) = (new OutbidReplaced(settled.World), settled.World.Books.Ours.Single());
        if (isKnown)
        {
            Assert.True(settled.World.Market.Outbid(book.Id));
            settled.World.RunUntil(() => life.State.Leases[book.Id].IsOutbid is true);
        }

        var destroy = settled.Record(new DestroyIntended(book.Id, DestroyCause.Unhealthy, "stopped"));

        if (isKnown) Breaks<OutbidReplaced>(() => rule.Recorded(destroy));
        else rule.Recorded(destroy);
    }

    [Fact]
    public void DestroysExplained_OneThatRuns_OrIsOnDemand_IsNotOutbid()
    {
        var (rule, book) = (new DestroysExplained(bench.World), bench.Rent(bid: 0.25));
        bench.Wait(600);
        Breaks<DestroysExplained>(() => rule.Recorded(bench.Record(new DestroyIntended(book.Id, DestroyCause.Outbid, ""))));

        Assert.True(bench.World.Market.Outbid(book.Id));
        new DestroysExplained(bench.World).Recorded(bench.Record(new DestroyIntended(book.Id, DestroyCause.Outbid, "")));
    }

    private static RuleBench Bidding(double? bid) =>
        new(plan => plan with { Fleet = plan.Fleet with { Query = plan.Fleet.Query with { Bidding = new Bidding(bid) } } });

    private static (RuleBench Bench, Life Life) Settled()
    {
        var settled = new RuleBench(plan => plan with
        {
            Fleet = plan.Fleet with { Query = plan.Fleet.Query with { Bidding = new Bidding(null) } },
            Callers = new CallerOptions { ReadOnstart = true },
            Network = new NetworkPlan(default, default, default, 0, 0),
        });
        var life = settled.Begin();
        settled.World.RunUntil(() => life.State.Leases.Values.Any(lease => lease is { VerifiedAt: not null, Labelling: null }));
        return (settled, life);
    }
}
