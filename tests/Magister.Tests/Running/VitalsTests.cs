using Magister.Running;
using Microsoft.Extensions.Time.Testing;

namespace Magister.Tests.Running;

public sealed class VitalsTests
{
    private readonly FakeTimeProvider time = new();
    private readonly Vitals vitals;

    public VitalsTests() => vitals = new Vitals(time);

    [Fact]
    public void Part_ThatSpeaksAgainInTime_GoesOn()
    {
        vitals.Lives("the loop", TimeSpan.FromSeconds(30));
        time.Advance(TimeSpan.FromSeconds(90));
        Assert.Null(vitals.StandsStill);

        vitals.Lives("the loop", TimeSpan.FromSeconds(30));
        time.Advance(TimeSpan.FromSeconds(90));
        Assert.Null(vitals.StandsStill);
    }

    [Fact]
    public void Part_ThatIsLate_StandsStill_UntilItSpeaksOrRests()
    {
        vitals.Lives("the loop", TimeSpan.FromSeconds(30));
        time.Advance(TimeSpan.FromSeconds(91));
        Assert.Equal("the loop has been hanging for 61 s", vitals.StandsStill);

        vitals.Rests("the loop");
        time.Advance(TimeSpan.FromHours(1));
        Assert.Null(vitals.StandsStill);
    }

    [Fact]
    public async Task Turn_ThatMeetsADefect_IsToldAndEndsNothing()
    {
        var told = new KeptLines();

        await Vitals.TurnAsync("the watch", () => throw new InvalidOperationException("nobody thought of this"), told, CancellationToken.None);

        Assert.Contains("the watch continues", Assert.Single(told.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turn_ThatIsBrokenOffAtTheEnd_IsNoDefect() => await Assert.ThrowsAsync<OperationCanceledException>(
        () => Vitals.TurnAsync("the watch", () => throw new OperationCanceledException(), new KeptLines(), new CancellationToken(canceled: true)));
}
