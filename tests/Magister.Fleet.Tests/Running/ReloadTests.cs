using Magister.Fleet.Facts;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

public sealed class ReloadTests
{
    [Fact]
    public void Reload_WithALargerNumber_RentsTheRest()
    {
        var one = Running(2).Tell(Reload(Settings(3))).Offered(Offer(7));

        Assert.Equal([7], one.Renting);
        Assert.Equal((3, 3), (one.Engine.View.NumberInstances, one.Engine.View.Settings.NumberInstances));
        Assert.Equal("something", one.Journal.OfType<ConfigurationReloaded>().Single().Changes);
    }

    [Fact]
    public void Reload_ThatWouldDestroy_IsAskedAboutAndChangesNothing()
    {
        var one = Running(2).Tell(Reload(Settings(1), isConfirmed: false));

        Assert.StartsWith("Destroy 1 instance, as the new configuration requires: ", Assert.IsType<CallerReply.ToConfirm>(one.Reply).Question, StringComparison.Ordinal);
        Assert.Empty(one.Destroying);
        Assert.Equal(2, one.Engine.View.Settings.NumberInstances);
        Assert.Empty(one.Journal.OfType<ConfigurationReloaded>());
        Assert.Single(one.Tell(Reload(Settings(1))).Destroying);
    }

    [Fact]
    public void Reload_WithAShorterDeadline_IsAskedAboutWhereThatIsOver()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(7)).Rented(7, 70).At(100);

        Assert.IsType<CallerReply.Steered>(one.Tell(Reload(Settings(1) with { VerificationTimeout = TimeSpan.FromSeconds(150) }, isConfirmed: false)).Reply);
        Assert.Contains("70 (", Assert.IsType<CallerReply.ToConfirm>(one.Tell(Reload(Settings(1) with { VerificationTimeout = TimeSpan.FromSeconds(50) }, isConfirmed: false)).Reply).Question, StringComparison.Ordinal);
    }

    [Fact]
    public void Reload_ToManyMore_IsAskedAbout() => Assert.Contains(
        "more than twice as many", Assert.IsType<CallerReply.ToConfirm>(Running(2).Tell(Reload(Settings(5), isConfirmed: false)).Reply).Question, StringComparison.Ordinal);

    [Fact]
    public void Reload_WithAnotherNumber_TakesTheOperatorsNumberBack()
    {
        var one = Running(2).Tell(new EngineInput.ScaleReceived(4, IsConfirmed: true));
        Assert.Equal(4, one.Tell(Reload(Settings(2))).Engine.View.NumberInstances);
        Assert.Equal(3, one.Tell(Reload(Settings(3))).Engine.View.NumberInstances);
        Assert.Equal(3, one.Kill(Settings(3)).Engine.View.NumberInstances);
    }

    [Fact]
    public void Reload_WithAnotherQuery_RentsNothingThatTheOldOneFound()
    {
        var one = Running(2).Drop(100).Destroyed(1).Offered().Tell(Reload(Settings(2) with { BadMachines = [Offer(7).MachineId!.Value] })).Offered(Offer(7));

        Assert.Empty(one.Renting);
    }

    [Fact]
    public void Reload_OfWhatIsRentedWith_CountsForTheNextRent()
    {
        var one = Running(2).Tell(Reload(Settings(3) with { TemplateHash = "another" })).Offered(Offer(7));

        Assert.Equal("another", one.Open.OfType<EngineCall.Rent>().Single().Order.TemplateHash);
    }

    private static EngineInput.ReloadReceived Reload(FleetSettings settings, bool isConfirmed = true) => new(settings, "something", isConfirmed);

    private static Scenario Running(int number) =>
        new Scenario(Settings(number), new History().Verified(1, 2)).Start().Listed(Row(1, 100), Row(2, 200));
}
