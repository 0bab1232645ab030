using Magister.Configuration;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Notifications;
using Magister.Tests.Configuration;

namespace Magister.Tests.Notifications;

public sealed class AlertsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly NotificationSettings Settings = new(new Uri("http://hook.example/"), TimeSpan.FromSeconds(900), 20);

    private FleetState state = FleetState.Empty;

    [Fact]
    public void Fleet_BelowItsNumber_OrWithNothingVerified_IsShort()
    {
        Assert.Equal("FleetShort", Kinds(wanted: 1));
        Rent(1);
        Assert.Equal("FleetShort", Kinds(wanted: 1));
        Record(new Verified(101, 1));
        Assert.Equal("", Kinds(wanted: 1));
        Assert.Equal("FleetShort", Kinds(wanted: 2));
        Record(new Paused());
        Assert.Equal("", Kinds(wanted: 2));
    }

    [Fact]
    public void Key_ThatIsRefused_IsTold()
    {
        Whole();
        Assert.Equal("KeyRefused", Kinds(wanted: 1, keyRefusal: "401"));
    }

    [Fact]
    public void Vast_WithoutACompleteListForThreeIntervals_IsTold()
    {
        Whole();
        Assert.Empty(After(90));
        var silent = Assert.Single(After(91));
        Assert.Equal((AlertKind.VastSilent, Start), (silent.Kind, silent.Since));
        Assert.Equal("the last complete list from Vast came 91 s ago: HTTP 500; until the next one, Magister shows old data", silent.Text);

        IEnumerable<Alert> After(double seconds) => Alerts.Find(
            new FleetView(state, 1, Configured.Settings("").Fleet, []) { Looks = new Looks(Start, null, "HTTP 500") }, Settings, Start.AddSeconds(seconds));
    }

    [Theory]
    [InlineData(19.9, "CreditLow")]
    [InlineData(20.0, "")]
    [InlineData(null, "")]
    public void Credit_BelowTheLimit_IsLow(double? credit, string expected)
    {
        Whole();
        Assert.Equal(expected, Kinds(wanted: 1, credit: credit));
        Assert.Equal("", Kinds(wanted: 1, credit: credit, settings: Settings with { CreditBelow = null }));
    }

    [Theory]
    [InlineData(12.5, "")]
    [InlineData(11.9, "the account's credit ends within 24 hours: 11.90 USD left, and the fleet costs 0.50 an hour")]
    [InlineData(2.9, "the account's credit ends within 6 hours: 2.90 USD left, and the fleet costs 0.50 an hour")]
    public void Credit_ThatLastsForHoursOnly_IsToldOnceForEachLimit(double credit, string expected)
    {
        Record(new RentIntended(new Offer { Id = 109, DphTotal = 0.5 }), new RentAccepted(109, 9, false), new Verified(109, 9));
        var told = Of(Start, 1, credit, null, Settings with { CreditBelow = null }).Where(alert => alert.Kind is AlertKind.CreditLow);
        Assert.Equal(expected, string.Join('|', told.Select(alert => alert.Text)));
    }

    [Fact]
    public void Credit_ThatIsUsedUp_IsToldWithoutALimit()
    {
        Whole();
        Record(new StatusChanged(1, "stopped", null), new AccountChecked(0, false));
        Assert.Equal("CreditLow", Kinds(wanted: 1, settings: Settings with { CreditBelow = null }));
    }

    [Fact]
    public void Machine_FailsThreeTimes_IsToldAsLongAsItRests()
    {
        Whole();
        for (var instance = 2; instance <= 4; instance++)
        {
            Assert.Equal("", Kinds(wanted: 1));
            Rent(instance);
            Record(new DestroyIntended(instance, DestroyCause.Dropped, "too slow"), new Destroyed(instance, false));
        }

        var machine = Assert.Single(Of(Start, 1, null, null, Settings));
        Assert.Equal((AlertKind.MachineFailing, 55L), (machine.Kind, machine.Subject));
        Assert.Contains("failed 3 times", machine.Text, StringComparison.Ordinal);
        Assert.Empty(Of(Start.AddSeconds((600 * 4) + 1), 1, null, null, Settings));
    }

    [Fact]
    public void Destroy_ThatFails_HasFiveMinutes()
    {
        Whole();
        Rent(2);
        Record(new DestroyIntended(2, DestroyCause.Dropped, "too slow"));
        Assert.Equal("", Kinds(wanted: 1));
        Record(new DestroyFailed(2, "HTTP 500"));
        var failing = Assert.Single(Of(Start, 1, null, null, Settings));
        Assert.Equal((AlertKind.DestroyFailing, 2L, TimeSpan.FromMinutes(5), Start), (failing.Kind, failing.Subject, failing.Grace, failing.Since!.Value));
        Record(new Destroyed(2, false));
        Assert.Equal("", Kinds(wanted: 1));
    }

    [Fact]
    public void Body_CallsNobodyLinksNowhereAndShowsNoSecret()
    {
        var secrets = Configured.Settings("").Secrets;
        var hostile = "@everyone <!channel> [x](https://evil.example) `rm` a-key-of-some-length \u001b[31m\nnew line";
        var body = NotificationBody.Create(new Notification(AlertKind.MachineFailing, NotificationState.Begun, Start, [hostile]), "http://me:8555", secrets);
        Assert.Equal("Magister http://me:8555: ＠everyone ‹!channel› (x)(https: evil.example) 'rm' ••• new line", body.Text);
        Assert.Equal((body.Text, "machine_failing", "begun"), (body.Content, body.Kind, body.State));
        Assert.Empty(body.AllowedMentions.Parse);
        var many = NotificationBody.Create(new Notification(AlertKind.MachineFailing, NotificationState.Still, Start, [.. Enumerable.Repeat(new string('x', 150), 30)]), "http://me:8555", secrets);
        Assert.EndsWith("and 20 more", many.Text, StringComparison.Ordinal);
        Assert.True(many.Text.Length < 2000);
    }

    private void Whole()
    {
        Rent(1);
        Record(new Verified(101, 1));
    }

    private void Rent(int instance) => Record(
        new RentIntended(new Offer { Id = 100 + instance, MachineId = instance == 1 ? 54 : 55 }), new RentAccepted(100 + instance, instance, false));

    private void Record(params Fact[] facts)
    {
        foreach (var fact in facts) state = state.Apply(new Recorded(state.LastSequence + 1, Start, fact));
    }

    private string Kinds(int wanted, double? credit = null, string? keyRefusal = null, NotificationSettings? settings = null) =>
        string.Join(',', Of(Start, wanted, credit, keyRefusal, settings ?? Settings).Select(trouble => trouble.Kind));

    private IEnumerable<Alert> Of(DateTimeOffset now, int wanted, double? credit, string? keyRefusal, NotificationSettings settings) => Alerts.Find(
        new FleetView(state, wanted, Configured.Settings("").Fleet, []) { KeyRefusal = keyRefusal, Credit = new CreditLook(credit, now) }, settings, now);
}
