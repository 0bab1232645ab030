using Magister.Simulator.Market;
using Magister.Simulator.Tests.Support;

namespace Magister.Simulator.Tests.Market;

public class TruthTests
{
    private const string Mine = "http://10.0.0.1:8555";

    [Fact]
    public void Truth_Rent_KeepsTheWholeRequest()
    {
        var bench = new Bench();
        var offer = bench.Free;
        var onstart = Onstart.For($"{Mine}/drop/{offer.OfferId}");
        var id = bench.Rent(offer.OfferId, onstart: onstart, call: 17);

        var record = bench.Instance(id);

        Assert.Equal((offer.OfferId, offer.MachineId, offer.HostId, 17), (record.OfferId, record.MachineId, record.HostId, record.RentCall));
        Assert.Equal(("magister", onstart, 16, $"{Mine}/drop/{offer.OfferId}"), (record.Label, record.Onstart, record.Disk, record.DropEndpoint));
        Assert.Contains("\"template_hash_id\":\"abc\"", record.Request);
        Assert.True(record.IsAlive);
    }

    [Fact]
    public void Truth_Ends_SayWhoAndByWhichCall()
    {
        var bench = new Bench();
        var (called, deleted) = (bench.Rent(), bench.Rent());
        bench.Time.Advance(TimeSpan.FromSeconds(7));
        bench.Market.Destroy(called, call: 23);
        bench.Market.Delete(deleted);

        Assert.Equal((EndedBy.Call, 23), (bench.Instance(called).GoneBy!.Value, bench.Instance(called).DestroyCall));
        Assert.Equal((EndedBy.Admin, null), (bench.Instance(deleted).GoneBy!.Value, bench.Instance(deleted).DestroyCall));
        Assert.Equal(bench.Time.GetUtcNow(), bench.Instance(called).GoneAt);
        Assert.Equal(404, bench.Market.Destroy(called).Status);
        Assert.Empty(bench.Market.Truth().Alive);
    }

    [Fact]
    public void PeakAlive_ReplacedOneAfterTheOther_StaysAtTheNumberEvenWithinOneMoment()
    {
        var bench = new Bench();
        var alive = new Queue<long>(Enumerable.Range(0, 3).Select(_ => Rent(bench, Mine)));
        for (var i = 0; i < 5; i++)
        {
            bench.Market.Destroy(alive.Dequeue());
            alive.Enqueue(Rent(bench, Mine));
        }

        Assert.Equal(3, bench.Market.Truth().PeakAlive("magister", Mine));
        bench.Market.AddTenant("magister", Onstart.For("http://10.0.0.2:8555/drop/1"));
        bench.Market.AddTenant("other", Onstart.For($"{Mine}/drop/1"));

        var truth = bench.Market.Truth();
        Assert.Equal(3, truth.PeakAlive("magister", Mine));
        Assert.Equal(4, truth.PeakAlive(instance => instance.Label == "magister"));
        Assert.Equal((4, 3, 1), (truth.Peaks["magister"], truth.Peaks[$"magister {Mine}"], truth.Peaks[$"other {Mine}"]));
        Assert.Equal(3, bench.Market.CountAlive($"magister {Mine}"));
    }

    [Fact]
    public void PeakAlive_RentedBeforeTheOldOneIsGone_ShowsTheOneTooMany()
    {
        var bench = new Bench();
        var old = Rent(bench, Mine);
        Rent(bench, Mine);
        bench.Market.Destroy(old);

        Assert.Equal(2, bench.Market.Truth().PeakAlive("magister", Mine));
    }

    [Fact]
    public void PeakAlive_AddressThatBeginsAlike_IsAnother()
    {
        var bench = new Bench();
        Rent(bench, Mine + "5");

        Assert.Equal(0, bench.Market.Truth().PeakAlive("magister", Mine));
    }

    [Fact]
    public void Relabel_CountsMove()
    {
        var bench = new Bench();
        var id = Rent(bench, Mine);
        Assert.True(bench.Market.Relabel(id, "elsewhere"));

        Assert.Equal((0, 1), (bench.Market.CountAlive("magister"), bench.Market.CountAlive($"elsewhere {Mine}")));
        Assert.Equal(("magister", "elsewhere"), (bench.Instance(id).RequestedLabel, bench.Instance(id).Label));
    }

    private static long Rent(Bench bench, string address) => bench.Rent(onstart: Onstart.For($"{address}/drop/{bench.Free.OfferId}"));
}
