using Magister.Fleet.Facts;
using Magister.Fleet.Signing;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Signing;

public sealed class EndpointSignatureTests
{
    private const string Of7 = "73094d108ff279a22335430e5dffddc83590810d995585a856d25551c31676a0";
    private const string DigestOf7 = "12403ca010a486e7e7162751eade1866238fed3357eb92686c05b3780cf0a9eb";

    private static readonly EndpointSecret Secret = new("0123456789abcdef0123");
    private static readonly EndpointSecret Other = new("another-secret-of-some-length");

    [Fact]
    public void Signature_IsHmacOfTheOfferIdInSmallHexDigits()
    {
        Assert.Equal(Of7, Secret.SignatureOf(7));
        Assert.Equal(DigestOf7, EndpointSignature.DigestOf(Of7));
        Assert.DoesNotContain("0123456789abcdef0123", $"{Secret}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7L, Of7, SignatureVerdict.Accepted)]
    [InlineData(7L, null, SignatureVerdict.Missing)]
    [InlineData(7L, "", SignatureVerdict.Missing)]
    [InlineData(8L, Of7, SignatureVerdict.Wrong)]
    [InlineData(7L, "73094d108ff279a22335430e5dffddc83590810d995585a856d25551c31676a", SignatureVerdict.Wrong)]
    [InlineData(7L, "73094D108FF279A22335430E5DFFDDC83590810D995585A856D25551C31676A0", SignatureVerdict.Wrong)]
    [InlineData(7L, "73094d108ff279a22335430e5dffddc83590810d995585a856d25551c31676a1", SignatureVerdict.Wrong)]
    [InlineData(7L, DigestOf7, SignatureVerdict.Wrong)]
    [InlineData(null, Of7, SignatureVerdict.Wrong)]
    [InlineData(null, null, SignatureVerdict.Missing)]
    public void Judge_OfAnUnknownOffer_WantsTheCurrentSecretsSignature(long? offer, string? given, SignatureVerdict verdict) =>
        Assert.Equal(verdict, EndpointSignature.Judge(FleetState.Empty, Secret, offer, given));

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    public void Judge_WithoutASecret_WantsNothing(string? given)
    {
        var fleet = new History().Record(new RentIntended(Offer(7), DigestOf7)).Fleet;
        Assert.Equal(SignatureVerdict.Accepted, EndpointSignature.Judge(fleet, null, 7, given));
        Assert.Equal(SignatureVerdict.Accepted, EndpointSignature.Judge(fleet, null, null, given));
    }

    [Fact]
    public void Judge_WithAnotherSecretThanAtTheRent_KnowsTheRentsOwnSignatureAtEachStageOfItsLife()
    {
        var history = new History().Record(new RentIntended(Offer(7), DigestOf7));
        AssertOnlyOf7Passes(history.Fleet);
        AssertOnlyOf7Passes(history.Record(new RentUncertain(7, "reset")).Fleet);
        AssertOnlyOf7Passes(history.Record(new RentAccepted(7, 1, true)).Fleet);
        AssertOnlyOf7Passes(history.Dropped(1).Destroying(1).Fleet);
        AssertOnlyOf7Passes(history.Record(new Destroyed(1, false)).Fleet);
    }

    [Fact]
    public void Judge_OfAnAdoptedInstance_KnowsTheSignatureInItsScript() => AssertOnlyOf7Passes(
        new History().Record(new Adopted { InstanceId = 1, OfferId = 7, Offer = Offer(7), StartedAt = Epoch, SignatureDigest = DigestOf7 }).Fleet);

    [Fact]
    public void Judge_OfAnInstanceRentedWithoutASecret_WantsNoneButRefusesAWrongOne()
    {
        var fleet = new History().Record(new RentIntended(Offer(7)), new RentAccepted(7, 1, false)).Fleet;
        Assert.Equal(SignatureVerdict.Accepted, EndpointSignature.Judge(fleet, Secret, 7, null));
        Assert.Equal(SignatureVerdict.Accepted, EndpointSignature.Judge(fleet, Secret, 7, Of7));
        Assert.Equal(SignatureVerdict.Wrong, EndpointSignature.Judge(fleet, Secret, 7, Other.SignatureOf(7)));
    }

    [Fact]
    public void Judge_OfAnOfferRentedAnewWithASignature_NoLongerTakesTheUnsignedWordOfTheOneBefore()
    {
        var history = new History().Record(new RentIntended(Offer(7)), new RentAccepted(7, 1, false), new Destroyed(1, false));
        Assert.Equal(SignatureVerdict.Accepted, EndpointSignature.Judge(history.Fleet, Secret, 7, null));
        history.Record(new RentIntended(Offer(7), DigestOf7));
        Assert.Equal(SignatureVerdict.Missing, EndpointSignature.Judge(history.Fleet, Secret, 7, null));
    }

    [Fact]
    public void Digests_SurviveCompaction()
    {
        var fleet = new History()
            .Record(new RentIntended(Offer(7), "a"), new RentAccepted(7, 1, false))
            .Record(new RentIntended(Offer(8), "b"))
            .Record(new RentIntended(Offer(9), "c"), new RentAccepted(9, 2, false), new Destroyed(2, false)).Fleet;
        var sequence = 0L;
        var compacted = History.Fold(fleet.ToFacts().Select(fact => new Recorded(++sequence, Epoch, fact)));
        Assert.Equal(["a", "b", "c"], new[] { 7L, 8, 9 }.SelectMany(compacted.SignatureDigestsOf));
    }

    [Fact]
    public void Engine_WithASecret_RecordsTheDigestAndNeverTheSignature()
    {
        var settings = Settings(1) with { Onstart = Build.Onstart() with { Secret = Secret } };
        var scenario = new Scenario(settings).StartWith([], Offer(7));
        Assert.Equal(DigestOf7, Assert.Single(scenario.Journal.OfType<RentIntended>()).SignatureDigest);
        var order = Assert.Single(scenario.Open.OfType<EngineCall.Rent>()).Order;
        Assert.Contains($"{Address}/drop/7?sig={Of7}", order.Onstart, StringComparison.Ordinal);
    }

    [Fact]
    public void Engine_WithoutAJournal_TakesTheDigestFromTheScriptItFinds()
    {
        var signed = Onstart.For(Build.Onstart() with { Secret = Secret }, 7);
        var scenario = new Scenario(Settings(2)).StartWith([Row(1, 7) with { Onstart = signed }, Row(2, 8)]);
        Assert.Equal([DigestOf7, null], scenario.Journal.OfType<Adopted>().OrderBy(adopted => adopted.InstanceId).Select(adopted => adopted.SignatureDigest));
    }

    private static void AssertOnlyOf7Passes(FleetState fleet)
    {
        Assert.Equal(SignatureVerdict.Accepted, EndpointSignature.Judge(fleet, Other, 7, Of7));
        Assert.Equal(SignatureVerdict.Accepted, EndpointSignature.Judge(fleet, Other, 7, Other.SignatureOf(7)));
        Assert.Equal(SignatureVerdict.Wrong, EndpointSignature.Judge(fleet, Other, 7, Secret.SignatureOf(8)));
        Assert.Equal(SignatureVerdict.Missing, EndpointSignature.Judge(fleet, Other, 7, null));
        Assert.Equal(SignatureVerdict.Wrong, EndpointSignature.Judge(fleet, Other, 8, Of7));
    }
}
