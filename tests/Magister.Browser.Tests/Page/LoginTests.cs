using Magister.Browser.Tests.Support;
using Magister.Tests.EndToEnd;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Magister.Browser.Tests.Page;

[Collection(OneBrowser.Name)]
public sealed class LoginTests(Chromium chromium)
{
    private const string Token = "a-token-of-thirty-two-letters-4711";

    [BrowserFact]
    public async Task WrongToken_ShowsNothing_RightTokenMakesAnOperator()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1, ("OPERATOR_TOKEN", Token));
        await Eventually.IsTrueAsync("one instance is alive", () => world.Ours().Count() == 1, 30, () => magister.Output);
        await using var visit = await Visit.BeginAsync(chromium, world.Address);
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/login"));
        await visit.ShootAsync("login");

        await visit.Page.GetByLabel("Token").FillAsync("a token that is wrong");
        await visit.Button("Log in").ClickAsync();
        await Expect(visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToHaveTextAsync("That is not the token.");
        await visit.ShootAsync("login-wrong");

        await visit.Page.GetByLabel("Token").FillAsync(Token);
        await visit.Button("Log in").ClickAsync();
        await Expect(visit.Rows).ToHaveCountAsync(1);
        await Expect(visit.Page.Locator("#link")).ToHaveTextAsync("live");
        await Expect(visit.Button("Drain…")).ToBeVisibleAsync();
        await visit.Button("Pause…").ClickAsync();
        await visit.ConfirmAsync("Pause");
        await Expect(visit.Page.Locator("#mode")).ToHaveTextAsync("paused");
        await visit.ShootAsync("logged-in");

        await visit.Button("Log out").ClickAsync();
        await Expect(visit.Page.GetByLabel("Token")).ToBeVisibleAsync();
        await visit.Page.GotoAsync(world.Address);
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/login"));
    }

    [BrowserFact]
    public async Task Session_OutlivesARestart_AndEndsWithItsToken()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1, ("OPERATOR_TOKEN", Token));
        await using var visit = await Visit.BeginAsync(chromium, world.Address);
        await visit.Page.GetByLabel("Token").FillAsync(Token);
        await visit.Button("Log in").ClickAsync();
        await Expect(visit.Page.Locator("#link")).ToHaveTextAsync("live");

        await magister.TerminateAsync();
        await Expect(visit.Page.Locator("#lost")).Not.ToBeEmptyAsync();
        var second = await world.StartAsync(1, ("OPERATOR_TOKEN", Token));
        await Expect(visit.Page.Locator("#lost")).ToBeEmptyAsync();
        await Expect(visit.Page.Locator("#link")).ToHaveTextAsync("live");

        await second.TerminateAsync();
        await Expect(visit.Page.Locator("#lost")).Not.ToBeEmptyAsync();
        await world.StartAsync(1, ("OPERATOR_TOKEN", $"{Token}-anew"));
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/login"));
    }

    [BrowserFact]
    public async Task TokenForReading_ShowsEverything_WithoutAButtonThatChangesAnything()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1);
        await world.SettlesAsync(magister, 1);
        var digest = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Token)));
        await File.WriteAllTextAsync(
            Path.Combine(world.StateDirectory, "tokens.json"), $$"""{"tokens":[{"name":"wall","role":"read","sha256":"{{digest}}","created":"2026-11-29T00:00:00Z"}]}""");
        await Eventually.IsTrueAsync("a token is required", async () => await magister.GetAsync("summary") == System.Net.HttpStatusCode.Unauthorized);
        await using var visit = await Visit.BeginAsync(chromium, world.Address);
        await visit.Page.GetByLabel("Token").FillAsync(Token);
        await visit.Button("Log in").ClickAsync();
        await Expect(visit.Rows).ToHaveCountAsync(1);
        await Expect(visit.Button("Log out")).ToBeVisibleAsync();
        await Expect(visit.Button("Pause…")).ToBeHiddenAsync();
        await Expect(visit.Page.Locator("#instances button:visible", new() { HasTextString = "Drop" })).ToHaveCountAsync(0);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Machines" }).ClickAsync();
        await Expect(visit.Page.Locator("#machines tbody tr")).Not.ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("#machines tbody button")).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("#instances")).ToBeHiddenAsync();
        await visit.ShootAsync("read-only");
    }

    [BrowserFact]
    public async Task WhoMayOnlyLook_SeesNoButtons()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1);
        await world.SettlesAsync(magister, 1);
        await using var visit = await Visit.PrepareAsync(chromium);
        await visit.Page.RouteAsync("**/session", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = """{"operator":false,"token_configured":false,"can_log_in":false}""",
        }));
        await visit.Page.GotoAsync(world.Address);
        await Expect(visit.Rows).ToHaveCountAsync(1);
        await Expect(visit.Page.Locator("#link")).ToHaveTextAsync("live");
        await Expect(visit.Page.Locator("#controls button:visible")).ToHaveTextAsync(["Theme: system"]);
        await Expect(visit.Page.Locator("#instances button:visible", new() { HasTextString = "Drop" })).ToHaveCountAsync(0);
    }
}
