using System.Globalization;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal.Lines;
using Magister.Journal.Tests.Support;
using Xunit.Abstractions;

namespace Magister.Journal.Tests.Size;

public sealed class ChurnTests(ITestOutputHelper output) : SizeTests(output)
{
    [Fact]
    public void Snapshot_OfAHundredInstancesWithEveryMemoryFull_LeavesRoomToGrow()
    {
        var (state, offers, reason) = (FleetState.Empty, new OfferSource(new Random(3)), new string('x', 200));
        for (var instance = 0; instance < FleetState.MaxEnded + 200; instance++)
        {
            var offer = offers.Next() with { MachineId = instance };
            Record(new Verified(-instance, null), new RentIntended(offer), new RentAccepted(offer.Id, instance, false));
            Record(new StatusChanged(instance, "running", "success, running ghcr.io/example/contemplant_latest/jupyter"));
            Record(new Verified(offer.Id, instance), new DropRequested(offer.Id, instance, reason[..60]));
            Record(new DestroyIntended(instance, DestroyCause.Dropped, reason), new DestroyFailed(instance, "HTTP 502"));
            if (instance >= 100) Record(new Destroyed(instance, false));
        }

        var lines = new LineWriter();
        lines.Snapshot(state);
        Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{lines.Written.Length} bytes"));
        Assert.Equal((100, FleetState.MaxEnded), (state.Leases.Count, state.Ended.Count));
        Assert.Equal((FleetState.MaxMachines, FleetState.MaxEarlyVerifies), (state.Machines.Count, state.EarlyVerifies.Count));
        Assert.InRange(lines.Written.Length, 0, FactJournal.CompactionCeiling - FactJournal.CompactionRetryGrowth);

        void Record(params Fact[] facts)
        {
            foreach (var fact in facts)
            {
                state = state.Apply(new Recorded(state.LastSequence + 1, DateTimeOffset.UnixEpoch.AddTicks(state.LastSequence), fact));
            }
        }
    }

    [Fact]
    public void Day_OfAHundredInstancesReplacedEveryTenMinutes_StaysUnderTwoMebibytesAndNeverNeedsFour()
    {
        var fleet = new BusyFleet(10, 100, TimeSpan.FromMinutes(8));
        AssertStaysSmall(fleet, TimeSpan.FromDays(1));
        Assert.InRange(fleet.Rented, 13_000, 20_000);
    }
}
