using Magister.Fleet.Facts;
using Magister.Tests.Events;

namespace Magister.Tests.Telemetry;

public sealed class FleetMetricsTests : IDisposable
{
    private readonly Facts facts = new();
    private readonly Reporting reporting = new();

    private IReadOnlyDictionary<string, PrometheusReader.Family> Read => PrometheusReader.Read(reporting.Store.Read());

    public void Dispose() => reporting.Dispose();

    [Fact]
    public void Outcomes_AreThereFromTheBeginning()
    {
        var read = Read;
        Assert.Equal(0, read["magister_rents_total"]["outcome=\"refused\""]);
        Assert.Equal(0, read["magister_destroys_total"]["cause=\"missed_deadline\",outcome=\"failed\""]);
        Assert.Equal(0, read["magister_facts_total"]["kind=\"confirmed_gone\""]);
    }

    [Fact]
    public void Rents_AreCountedByOutcome()
    {
        reporting.Tell(facts.Rented(1, 10));
        reporting.Tell(
            facts.Next(new RentIntended(Facts.Offer(2))),
            facts.Next(new RentUncertain(2, "no answer")),
            facts.Next(new RentAccepted(2, 20, FoundInList: true)),
            facts.Next(new RentIntended(Facts.Offer(3))),
            facts.Next(new RentRefused(3, "gone")),
            facts.Next(new RentIntended(Facts.Offer(4))),
            facts.Next(new RentRefused(4, "Magister was told to stop", WasNotSent: true)));
        var rents = Read["magister_rents_total"];
        Assert.Equal(
            [1, 1, 1, 1, 1, 0],
            new[] { "accepted", "found", "uncertain", "refused", "not_sent", "never_happened" }.Select(outcome => rents[$"outcome=\"{outcome}\""]));
    }

    [Fact]
    public void Destroys_AreCountedByOutcomeAndCause()
    {
        reporting.Tell(facts.Rented(1, 10));
        reporting.Tell(
            facts.Next(new DestroyIntended(10, DestroyCause.MissedDeadline, "its Contemplant did not report")),
            facts.Next(new DestroyFailed(10, "too many calls")),
            facts.Next(new DestroyIntended(10, DestroyCause.MissedDeadline, "its Contemplant did not report")),
            facts.Next(new Destroyed(10, WasGoneAlready: false)));
        var destroys = Read["magister_destroys_total"];
        Assert.Equal(1, destroys["cause=\"missed_deadline\",outcome=\"failed\""]);
        Assert.Equal(1, destroys["cause=\"missed_deadline\",outcome=\"done\""]);
    }

    [Fact]
    public void TimeToVerify_IsMeasuredFromTheIntentToRent()
    {
        reporting.Tell(facts.Rented(1, 10, verified: true));
        var family = Read["magister_rent_to_verify_seconds"];
        Assert.Equal((2, 1), (family["", "_sum"], family["", "_count"]));
    }

    [Fact]
    public void TimeToVerify_OfAContemplantFasterThanTheRentsAnswer_IsMeasuredToo()
    {
        reporting.Tell(
            facts.Next(new RentIntended(Facts.Offer(1))),
            facts.Next(new Verified(1, null)),
            facts.Next(new RentAccepted(1, 10, FoundInList: false)));
        Assert.Equal(1, Read["magister_rent_to_verify_seconds"]["", "_sum"]);
    }

    [Fact]
    public void TimeToReplacement_IsMeasuredFromTheWishToDrop()
    {
        reporting.Tell(facts.Next(new Started(1)));
        reporting.Tell(facts.Rented(1, 10, verified: true));
        reporting.Tell(facts.Next(new DropRequested(1, 10, "slow")), facts.Next(new Destroyed(10, WasGoneAlready: false)));
        reporting.Tell(facts.Rented(2, 20));
        var family = Read["magister_drop_to_replacement_seconds"];
        Assert.Equal((3, 1), (family["", "_sum"], family["", "_count"]));
    }

    [Fact]
    public void TimeToReplacement_OfWhatNobodyReplaces_IsNotMeasured()
    {
        reporting.Tell(facts.Next(new Started(1)));
        reporting.Tell(facts.Rented(1, 10));
        reporting.Tell(facts.Rented(2, 20));
        reporting.Tell(facts.Next(new DropRequested(1, 10, "slow")), facts.Next(new Destroyed(10, WasGoneAlready: false)));
        reporting.Tell(facts.Next(new ConfirmedGone(20)));
        reporting.Tell(facts.Rented(3, 30));
        Assert.DoesNotContain("magister_drop_to_replacement_seconds", Read.Keys);
    }
}
