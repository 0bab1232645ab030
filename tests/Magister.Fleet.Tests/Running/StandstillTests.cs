using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

/// <summary>The program was stopped for a while: calls made meanwhile have not been heard yet.</summary>
public sealed class StandstillTests
{
    // One instance that must be verified by 181; the program stood still from 100 on.
    private readonly Scenario one = Rented().Asleep(300).Tell(new EngineInput.StoodStill());

    [Fact]
    public void Deadline_PassedMeanwhile_IsJudgedAfterAListBegunSince()
    {
        Assert.Empty(one.Destroying);
        Assert.True(one.IsListing);

        one.At(301).Listed(Row(70, 7));

        Assert.Equal([70], one.Destroying);
    }

    [Fact]
    public void Verify_HeardBeforeThatList_KeepsTheInstance()
    {
        one.At(300.5).Verify(7).At(301).Listed(Row(70, 7)).At(302);

        Assert.Empty(one.Destroying);
        Assert.NotNull(one.Fleet.Leases[70].VerifiedAt);
    }

    [Fact]
    public void List_BegunBefore_SettlesNothing()
    {
        var other = Rented().At(121);
        Assert.True(other.IsListing);

        other.Asleep(300).Tell(new EngineInput.StoodStill()).Listed(Row(70, 7));

        Assert.Empty(other.Destroying);
        Assert.True(other.IsListing);
    }

    [Fact]
    public void Drop_IsCarriedOutAtOnce() => Assert.Equal([70], one.Drop(7).Destroying);

    [Fact]
    public void OneMore_WhileThatListIsUnderWay_DoesNotPutItOffAgain()
    {
        one.At(310).Tell(new EngineInput.StoodStill()).Listed(Row(70, 7));

        Assert.Equal([70], one.Destroying);
    }

    private static Scenario Rented() => new Scenario(Settings(1))
        .StartWith([], Offer(7)).At(1).Rented(7, 70).At(31).Listed(Row(70, 7)).At(61).Listed(Row(70, 7)).At(91).Listed(Row(70, 7));
}
