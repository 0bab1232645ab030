using Magister.Browser.Tests.Support;
using Magister.Tests.EndToEnd;
using static Microsoft.Playwright.Assertions;

namespace Magister.Browser.Tests.Page;

[Collection(OneBrowser.Name)]
public sealed class SteeringTests(Chromium chromium)
{
    [BrowserFact]
    public async Task Drop_IsDoneOnceItIsConfirmed()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);
        await using var visit = await Visit.BeginAsync(chromium, world.Address);
        var victim = world.Ours().First().InstanceId;

        await visit.DropOf(visit.Row(victim)).ClickAsync();
        await Expect(visit.Dialog).ToContainTextAsync($"Drop instance {victim}?");
        await visit.ConfirmAsync("Cancel");
        await Expect(visit.Dialog).ToHaveCountAsync(0);
        Assert.Contains(world.Ours(), instance => instance.InstanceId == victim);

        await visit.DropOf(visit.Row(victim)).ClickAsync();
        await visit.Page.GetByLabel("Reason (for the journal)").FillAsync("slow as a snail");
        await visit.ShootAsync("drop-dialog");
        await visit.ConfirmAsync("Drop");
        await Expect(visit.Row(victim)).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("#events")).ToContainTextAsync("slow as a snail");
        await world.SettlesAsync(magister, 2);
        Assert.DoesNotContain(world.Ours(), instance => instance.InstanceId == victim);
        await visit.ShootAsync("dropped");
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task Fleet_IsScaledPausedResumedAndDrained()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);
        await using var visit = await Visit.BeginAsync(chromium, world.Address);

        await visit.Button("Scale…").ClickAsync();
        await visit.Page.GetByLabel("Number of instances").FillAsync("-1");
        await visit.ConfirmAsync("Scale");
        await Expect(visit.Dialog).ToContainTextAsync("It must be a whole number from 1 to 100000.");
        await visit.Page.GetByLabel("Number of instances").FillAsync("3");
        await visit.ConfirmAsync("Scale");
        await Expect(visit.Rows).ToHaveCountAsync(3);
        await Expect(visit.Page.Locator("#alarms")).ToContainTextAsync("Scaled to 3");

        await visit.Button("Scale…").ClickAsync();
        await visit.Page.GetByLabel("Number of instances").FillAsync("2");
        await visit.ConfirmAsync("Scale");
        await Expect(visit.Dialog).ToContainTextAsync("Scale from 3 to 2 instances? Instances are destroyed until 2 are left; the fleet would then cost about");
        await visit.ShootAsync("scale-question");
        await visit.ConfirmAsync("Cancel");
        await Expect(visit.Rows).ToHaveCountAsync(3);

        await visit.Button("Pause…").ClickAsync();
        await visit.ConfirmAsync("Pause");
        await Expect(visit.Page.Locator("#mode")).ToHaveTextAsync("paused");
        await Expect(visit.Button("Pause…")).ToBeHiddenAsync();
        await visit.ShootAsync("paused");

        await visit.Button("Resume…").ClickAsync();
        await visit.ConfirmAsync("Resume");
        await Expect(visit.Page.Locator("#mode")).ToHaveTextAsync("running");

        await world.SettlesAsync(magister, 3);
        await visit.Button("Drain…").ClickAsync();
        await visit.Dialog.Locator("input").FillAsync("2");
        await visit.ConfirmAsync("Destroy them all");
        await Expect(visit.Dialog).ToContainTextAsync("Type 3 to destroy them all.");
        await visit.ShootAsync("drain-dialog");
        Assert.Equal(3, world.Ours().Count());
        await visit.Dialog.Locator("input").FillAsync("3");
        await visit.ConfirmAsync("Destroy them all");
        await Expect(visit.Page.Locator("#none")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("#mode")).ToHaveTextAsync("draining");
        Assert.Empty(world.Ours());
        await visit.ShootAsync("drained");
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task Refusal_IsShownWhereItWasAsked()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1);
        await world.SettlesAsync(magister, 1);
        await using var visit = await Visit.BeginAsync(chromium, world.Address);
        await visit.Page.RouteAsync("**/pause", route => route.FulfillAsync(new()
        {
            Status = 503,
            ContentType = "application/problem+json",
            Body = """{"title":"Not recorded","status":503,"detail":"the disk is full"}""",
        }));
        await visit.Button("Pause…").ClickAsync();
        await visit.ConfirmAsync("Pause");
        await Expect(visit.Dialog).ToContainTextAsync("Refused: Not recorded: the disk is full");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Dialog).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("#mode")).ToHaveTextAsync("running");
    }
}
