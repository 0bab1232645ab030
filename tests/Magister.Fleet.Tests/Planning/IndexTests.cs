using Magister.Fleet.Facts;
using Magister.Fleet.Planning;
using Magister.Fleet.Tests.Folding;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Planning;

/// <summary>What is maintained incrementally agrees with a look at every lease.</summary>
public sealed class IndexTests
{
    private const int Seeds = 150;
    private const int FactsEach = 150;

    [Fact]
    public void Plan_OfAnyFleet_IsTheOneThatALookAtEachLeaseGives()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var fleet = FleetState.Empty;
            foreach (var recorded in new RandomFacts(seed).Take(FactsEach))
            {
                fleet = fleet.Apply(recorded);
                foreach (var seconds in new[] { 0, 3, 200, 30_000 }) AssertSamePlan(fleet, recorded.At.AddSeconds(seconds), $"seed {seed}, fact {recorded.Sequence}, {seconds} s later");
            }
        }
    }

    [Fact]
    public void Index_AfterAnyFacts_IsTheOneOfTheLeasesAlone()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var fleet = FleetState.Empty;
            foreach (var recorded in new RandomFacts(seed).Take(FactsEach))
            {
                fleet = fleet.Apply(recorded);
                var leases = fleet.Leases.Values.ToArray();
                var (kept, index) = (leases.Where(lease => !lease.ShouldDrop).ToArray(), fleet.Index);
                Assert.Equal((kept.Length, kept.Count(lease => lease.MissingSince is not null)), (index.Kept, index.KeptMissing));
                Assert.Equal(kept.Count(lease => lease.VerifiedAt is not null), index.KeptVerified);
                Assert.Equal(
                    kept.Count(lease => lease is { VerifiedAt: not null, HasRun: true, UnhealthySince: not null, MissingSince: null }), index.KeptFailed);
                Assert.Equal(
                    (kept.Count(lease => lease.Labelling is not null), kept.Count(lease => lease.Labelling is { Failures: > 0 })),
                    (index.KeptAwaitingLabel, index.KeptLabelFailing));
                Assert.Equal(leases.Sum(lease => lease.Offer.DphTotal ?? 0), fleet.CostPerHour, 9);
                Assert.Equal(leases.Where(lease => lease.Destruction is { UnderWay: true }).Select(lease => lease.InstanceId).ToArray(), index.BeingDestroyed.ToArray());
                Assert.Equal(leases.Count(lease => lease.Status == "stopped"), index.Stopped.Count);
                Assert.Equal(
                    kept.Where(lease => lease is { MissingSince: null, IsSeen: true, EndsAt: not null }).OrderBy(lease => lease.EndsAt).Select(lease => lease.EndsAt!.Value),
                    index.Ending.Select(one => one.At));
                Assert.Equal(leases.Where(lease => lease.MissingSince is not null).OrderBy(lease => lease.MissingSince).Select(lease => lease.InstanceId), index.Missing.Select(one => one.Id));
            }
        }
    }

    [Theory]
    [InlineData("verified")]
    [InlineData("dropped")]
    [InlineData("destroyed")]
    public void FactAndPlan_InAFleetAHundredTimesAsLarge_CostNotMuchMore(string what)
    {
        var (small, large) = (Allocated(Settled(1_000), what), Allocated(Settled(100_000), what));
        Assert.True(large < 3 * small, $"{large} bytes where a fleet of 1,000 takes {small}");
    }

    private static History Settled(int count)
    {
        var history = new History();
        for (var instance = 1; instance <= count; instance++) history.Lease(instance, verified: instance % 2 == 0);
        return history;
    }

    private static long Allocated(History history, string what)
    {
        var (fleet, settings) = (history.Fleet, Settings(history.Fleet.Leases.Count));
        long Round(long instance)
        {
            Fact fact = what switch
            {
                "verified" => new Verified(instance * 100, instance),
                "dropped" => new DropRequested(instance * 100, instance, "slow"),
                _ => new Destroyed(instance, false),
            };
            var before = GC.GetAllocatedBytesForCurrentThread();
            var next = fleet.Apply(new Recorded(fleet.LastSequence + 1, fleet.LastAt, fact));
            var plan = Planner.Plan(next, settings, next.LastAt);
            _ = (plan.Destroys.FirstOrDefault(), plan.Asks.FirstOrDefault());
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Round(501);
        return Enumerable.Range(0, 21).Select(round => Round(401 + (2 * round))).Order().ElementAt(10);
    }

    private static void AssertSamePlan(FleetState fleet, DateTimeOffset now, string when)
    {
        var settings = Settings();
        var plan = Planner.Plan(fleet, settings, now);
        var rules = new LeaseRules(fleet, settings, now);
        var verdicts = fleet.Leases.Values.Select(lease => (Lease: lease, FatalReason: rules.Of(lease))).ToArray();
        var expected = verdicts.Select(one => one.FatalReason.Destroy).OfType<PlannedAction.Destroy>().OrderBy(destroy => destroy.InstanceId).ToArray();
        var destroys = plan.Destroys.ToArray();
        Assert.True(destroys.Select(destroy => destroy.Cause).SequenceEqual(destroys.Select(destroy => destroy.Cause).Order()), $"{when}: not by cause");
        var surplus = Surplus(fleet, settings, [.. verdicts.Where(one => one.FatalReason.Destroy is null).Select(one => one.Lease)]);
        var own = destroys.Where(destroy => destroy.Cause is not (DestroyCause.Surplus or DestroyCause.Expiring) || fleet.Leases[destroy.InstanceId].Destruction is not null);
        Assert.True(expected.SequenceEqual(own.OrderBy(destroy => destroy.InstanceId)), $"{when}: other destroys");
        Assert.True(surplus.SequenceEqual(destroys.Except(own).Where(destroy => destroy.Cause is DestroyCause.Surplus).Select(destroy => destroy.InstanceId)), $"{when}: another surplus");
        var endsAnyway = rules.IsCreditUsedUp || rules.DrainReason is not null;
        var next = Moments.Earlier(
            verdicts.Min(one => one.FatalReason.LookAgainAt), endsAnyway ? null : Moments.Earlier(ExpiryRule.LookAgainAt(rules), DrainRule.NextAt(fleet, now)));
        Assert.True(next == plan.NextDeadline, $"{when}: {plan.NextDeadline} where {next} is next");
    }

    private static IEnumerable<long> Surplus(FleetState fleet, FleetSettings settings, Lease[] staying)
    {
        if (!fleet.Index.Missing.IsEmpty) return [];
        var spare = staying.Where(lease => !lease.ShouldDrop && lease.MissingSince is null).ToArray();
        return spare
            .OrderBy(lease => lease.VerifiedAt is not null).ThenByDescending(lease => lease.Offer.DphTotal ?? 0).ThenByDescending(lease => lease.InstanceId)
            .Take(Math.Max(0, spare.Length - fleet.NumberWanted(settings)))
            .Select(lease => lease.InstanceId);
    }
}
