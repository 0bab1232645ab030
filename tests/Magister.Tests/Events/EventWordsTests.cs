using Magister.Events;
using Magister.Fleet.Facts;
using Microsoft.Extensions.Logging;

namespace Magister.Tests.Events;

public sealed class EventWordsTests : IDisposable
{
    private const string Hardware = "machine 1007, host 2007, 1x RTX 4090, Norway, NO, 0.25 USD/h";

    private readonly Facts facts = new();
    private readonly Reporting reporting = new(LogLevel.Trace);

    public void Dispose() => reporting.Dispose();

    [Fact]
    public void Event_OfAFact_NamesEverythingThatItIsAbout()
    {
        var rented = reporting.Tell(facts.Rented(7, 70))[1];

        Assert.Equal(
            new FleetEvent
            {
                Id = 2,
                At = Facts.Epoch.AddSeconds(1),
                Kind = "rent_accepted",
                InstanceId = 70,
                OfferId = 7,
                MachineId = 1007,
                Gpu = "RTX 4090",
                Text = $"Rented offer 7 as instance 70, to be verified by 00:03:01: {Hardware}",
            },
            rented);
    }

    [Fact]
    public void Events_OfALife_SayWhatTheLogSays()
    {
        Fact[] life =
        [
            new Started(2),
            new RentIntended(Facts.Offer(7)),
            new RentUncertain(7, "no answer within 30 s"),
            new RentAccepted(7, 70, FoundInList: true),
            new StatusChanged(70, "running", null),
            new Verified(7, 70),
            new SeenMissing(70),
            new SeenAgain(70),
            new DropRequested(7, 70, "too slow"),
            new DestroyIntended(70, DestroyCause.Dropped, "too slow"),
            new DestroyFailed(70, "too many calls"),
            new Destroyed(70, WasGoneAlready: false),
            new AccountChecked(3.5, CanPay: true),
            new Verified(8, null),
            new Scaled(3, 2),
            new ConfigurationReloaded(4, "number_instances from 2 to 4"),
            new Paused(),
            new Paused("alice"),
            new DrainBegun(),
            new Resumed(),
            new MachineJudged(55, IsHost: false, Judgement.Barred, "it lies"),
            new MachineJudged(66, IsHost: true, Judgement.Cleared, null),
        ];
        var told = reporting.Tell([.. life.Select(facts.Next)]);

        string[] expected =
        [
            "A run began; number_instances is 2",
            $"Renting offer 7: {Hardware}",
            $"The rent of offer 7 is uncertain (no answer within 30 s); it counts as alive until a list settles it: {Hardware}",
            $"Found instance 70 of the uncertain rent of offer 7: {Hardware}",
            $"Instance 70 of offer 7 is running: {Hardware}",
            $"Verified instance 70 of offer 7: {Hardware}",
            $"Instance 70 of offer 7 is missing from Vast's list; asking for it: {Hardware}",
            $"Instance 70 of offer 7 still exists: {Hardware}",
            $"Drop of instance 70 of offer 7 requested: too slow; {Hardware}",
            $"Destroying instance 70 of offer 7, try 1: too slow; {Hardware}",
            $"Could not destroy instance 70 of offer 7: too many calls; trying again; {Hardware}",
            $"Destroyed instance 70 of offer 7: too slow; {Hardware}",
            "Vast says that the account has 3.5 USD left and can pay for instances",
            "The verify of offer 8 is remembered, in case its instance turns up",
            "Scaled by an operator: 3 instances are kept alive; the configuration says 2",
            "Configuration reloaded by an operator: number_instances from 2 to 4",
            "Paused by an operator: nothing is rented until an operator resumes",
            "Paused by alice: nothing is rented until an operator resumes",
            "Drained by an operator: every instance is destroyed, and nothing is rented until an operator resumes",
            "Resumed by an operator: renting until the number is reached again",
            "Machine 55 is never rented from, by an operator: it lies",
            "Host 66 is no longer barred or preferred, by an operator: no reason given",
        ];
        Assert.Equal(expected, told.Select(one => one.Text));
        Assert.Equal(expected, reporting.Log.Lines);
    }

    [Fact]
    public void Event_OfARentThatWasNotSent_DoesNotReadAsVastsRefusal()
    {
        var told = reporting.Tell(facts.Next(new RentIntended(Facts.Offer(7))), facts.Next(new RentRefused(7, "the journal cannot be written", WasNotSent: true)))[1];
        Assert.Equal(($"The rent of offer 7 was not sent to Vast: the journal cannot be written; {Hardware}", 7L), (told.Text, told.OfferId));
    }

    [Fact]
    public void Events_WithTheLogTurnedDown_StillHaveTheirWords()
    {
        using var quiet = new Reporting(LogLevel.Error);
        var told = quiet.Tell(facts.Rented(7, 70));
        Assert.All(told, one => Assert.NotEmpty(one.Text));
        Assert.Empty(quiet.Log.Lines);
    }

    [Fact]
    public void Event_AboutSomethingThatIsNotKnown_IsStillAnEvent()
    {
        var told = Assert.Single(reporting.Tell(facts.Next(new Destroyed(70, WasGoneAlready: true))));
        Assert.Equal(("destroyed", 70L, null, null), (told.Kind, told.InstanceId, told.OfferId, told.MachineId));
        Assert.Equal("Recorded destroyed for something that is no longer known", told.Text);
    }

    [Fact]
    public void Event_OfADropWithASecretInIt_DoesNotShowIt()
    {
        reporting.Tell(facts.Rented(7, 70));
        var told = Assert.Single(reporting.Tell(facts.Next(new DropRequested(7, 70, "the key is top-secret-key"))));
        Assert.DoesNotContain("top-secret", told.Text, StringComparison.Ordinal);
        Assert.Contains("the key is", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Kinds_AreAllFactsButThoseOfCompaction()
    {
        var records = typeof(Fact).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Fact)) && !type.Name.EndsWith("Kept", StringComparison.Ordinal))
            .Select(type => type.Name.ToLowerInvariant());
        Assert.Equal(records.Order(), EventKinds.All.Select(kind => kind.Replace("_", "", StringComparison.Ordinal)).Order());
    }
}
