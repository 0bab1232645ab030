using System.Text.Json.Nodes;
using Magister.Simulator.Market;
using Magister.Simulator.Tests.Support;

namespace Magister.Simulator.Tests.Market;

/// <summary>Hosts and contracts that do not do what was agreed.</summary>
public sealed class HostTroubleTests
{
    private static readonly TimeSpan BootTime = TimeSpan.FromSeconds(101);

    [Fact]
    public void LostLabels_Create_TheLabelIsMissingUntilItIsSetAgain()
    {
        var bench = new Bench(options => options with { LostLabels = 1 });
        var id = bench.Rent();

        Assert.Null(Row(bench, id)["label"]);
        Assert.Null(bench.List()["instances"]![0]!["label"]);
        Assert.Empty(bench.Listed("""{"label":{"eq":"magister"}}"""));
        bench.Market.Manage(id, new JsonObject { ["label"] = "magister" });
        Assert.Equal([id], bench.Listed("""{"label":{"eq":"magister"}}"""));
    }

    [Fact]
    public void DearerContractsAndOtherGpus_Row_IsAnotherThanTheOffer()
    {
        var bench = new Bench(options => options with { DearerContracts = 1, OtherGpus = 1 });
        var offer = bench.Free;

        var row = Row(bench, bench.Rent(offer.OfferId));

        Assert.InRange(row["dph_base"]!.GetValue<double>(), offer.Price * 2.9, offer.Price * 3.1);
        Assert.NotEqual(offer.GpuName, row["gpu_name"]!.ToString());
    }

    [Fact]
    public void BadHosts_EachMachineOfOne_FailsToBootAndThoseOfOthersDoNot()
    {
        var bench = new Bench(options => options with { BadHosts = 0.4 });
        foreach (var offer in bench.Market.Offers().Where(offer => offer.Verified).Take(120)) bench.Rent(offer.OfferId);
        bench.Time.Advance(BootTime);

        var hosts = bench.Market.Alive().GroupBy(instance => instance.HostId).Select(host => host.Select(instance => instance.Status).Distinct().ToList()).ToList();

        Assert.All(hosts, statuses => Assert.Single(statuses));
        Assert.Contains(hosts, statuses => statuses[0] == InstanceStatus.Created);
        Assert.Contains(hosts, statuses => statuses[0] == InstanceStatus.Running);
    }

    [Fact]
    public void OddDeaths_MeanLife_EndInEachOfTheirStatusesAndSomeComeBack()
    {
        var bench = new Bench(options => options with { OddDeaths = 1, MeanLife = TimeSpan.FromMinutes(10) });
        var seen = new HashSet<string>();
        bench.Market.Observe(happened => seen.Add(happened.Kind == MarketEventKind.Died ? happened.Text : $"{happened.Kind}"));
        foreach (var offer in bench.Market.Offers().Where(offer => offer.Verified).Take(60)) bench.Rent(offer.OfferId);

        for (var i = 0; i < 100; i++)
        {
            bench.Time.Advance(TimeSpan.FromMinutes(1));
            bench.Market.Advance();
        }

        foreach (var status in new[] { "loading", "created", "provisioned", "scheduling", "frozen", "rebooting" }) Assert.Contains($"is {status} now", seen);
        Assert.Contains(bench.Market.Alive(), instance => instance is { Status: InstanceStatus.Loading, StatusMessage: not null });
        Assert.DoesNotContain(bench.Market.Alive(), instance => instance.Status == InstanceStatus.Exited);
    }

    [Fact]
    public void RaisePrice_Now_IsShownAndCharged()
    {
        var bench = new Bench();
        var id = bench.Rent();
        bench.Time.Advance(BootTime);
        var before = bench.Instance(id).Cost;

        bench.Market.RaisePrice(id, 1.5);
        bench.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1.5, Row(bench, id)["dph_total"]!.GetValue<double>(), 6);
        Assert.Equal(1.5, bench.Instance(id).Cost - before, 6);
    }

    [Fact]
    public void RaisePrice_ThatNobodyAccepts_IsPendingUntilItIsDueAndNeverComes()
    {
        var bench = new Bench();
        var id = bench.Rent();
        bench.Market.RaisePrice(id, 1.5, TimeSpan.FromHours(1));
        Assert.Equal(1, bench.Market.PriceIncreases().Body["count"]!.GetValue<int>());

        bench.Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(0, bench.Market.PriceIncreases().Body["count"]!.GetValue<int>());
        Assert.NotEqual(1.5, Row(bench, id)["dph_total"]!.GetValue<double>(), 6);
    }

    private static JsonObject Row(Bench bench, long id) => bench.Market.Show(id).Body["instances"]!.AsObject();
}
