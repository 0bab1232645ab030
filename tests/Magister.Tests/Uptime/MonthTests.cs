using System.Globalization;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.History;
using Magister.Ordinary;
using Magister.Tests.Events;
using Microsoft.Extensions.Logging;

namespace Magister.Tests.Uptime;

/// <summary>Tests that measure the memory of the whole process: after all others, and one at a time.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;

/// <summary>What a long run leaves in memory: the fleet, what is reported of it, and its history. The time is virtual.</summary>
[Collection(nameof(AloneInTheProcess))]
public sealed class MonthTests
{
    /// <summary>How many facts a second; a few a minute if it is not set. <c>MONTH_FACTS_PER_SECOND=10</c> takes ten minutes.</summary>
    private const string PaceVariable = "MONTH_FACTS_PER_SECOND";
    private const double UsualPace = 10 / 60.0;
    private const int Instances = 1000;
    private const int FactsAReplacement = 6;
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>At most a day is kept; plus an hour for good measure.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromHours(25);
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    [Fact]
    public void Month_OfAThousandInstances_EndsWithTheMemoryOfItsFirstDay()
    {
        using var reporting = new Reporting(LogLevel.None);
        var run = new Run(reporting);
        run.Until(Epoch + Early);
        var early = GC.GetTotalMemory(forceFullCollection: true);
        run.Until(Epoch + Month);
        var late = GC.GetTotalMemory(forceFullCollection: true);
        Assert.Equal(Instances, run.Fleet.Leases.Count);
        Assert.True(late <= 1.1 * early, $"{early} bytes after {Early.TotalHours} hours, {late} after {Month.TotalDays} days and {run.Fleet.LastSequence} facts");
        GC.KeepAlive(run);
    }

    private static double Pace => Environment.GetEnvironmentVariable(PaceVariable) is { Length: > 0 } pace ? double.Parse(pace, CultureInfo.InvariantCulture) : UsualPace;

    /// <summary>Instances that are dropped and replaced, one after another.</summary>
    private sealed class Run(Reporting reporting)
    {
        private readonly TimeSpan step = TimeSpan.FromSeconds(FactsAReplacement / Pace);
        private readonly FleetHistory history = new();
        private DateTimeOffset now = Epoch;
        private long number;

        public FleetState Fleet { get; private set; } = FleetState.Empty;

        public void Until(DateTimeOffset end)
        {
            while (Fleet.Leases.Count < Instances) Rent();
            for (; now < end; now += step)
            {
                var oldest = Fleet.Leases.Values.First();
                Record(new DropRequested(oldest.OfferId, oldest.InstanceId, "too slow"));
                Record(new DestroyIntended(oldest.InstanceId, DestroyCause.Dropped, "too slow"));
                Record(new Destroyed(oldest.InstanceId, WasGoneAlready: false));
                Rent();
                history.Add(FleetMinute.Create(new FleetView(Fleet, Instances, OrdinaryFleet.Settings(Instances), []), now));
            }
        }

        private void Rent()
        {
            var id = ++number;
            Record(new RentIntended(new Offer { Id = 9_000_000 + id, MachineId = 20_000 + (id % 5000), HostId = id % 500, GpuName = "RTX 4090", Geolocation = "Sweden, SE", DphTotal = 0.33 }));
            Record(new RentAccepted(9_000_000 + id, 31_000_000 + id, FoundInList: false));
            Record(new Verified(9_000_000 + id, 31_000_000 + id));
        }

        private void Record(Fact fact)
        {
            var recorded = new Recorded(Fleet.LastSequence + 1, now, fact);
            Fleet = Fleet.Apply(recorded);
            reporting.Tell(recorded);
        }
    }
}
