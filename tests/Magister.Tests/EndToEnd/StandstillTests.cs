using System.Diagnostics;
using System.Net;
using Magister.Simulator.Faults;
using Magister.Simulator.Market;
using Magister.Tests.Cli;

namespace Magister.Tests.EndToEnd;

/// <summary>The real program is stopped for a while, or what it calls does not answer.</summary>
public sealed class StandstillTests
{
    [Fact]
    public async Task Stopped_BeyondADeadline_HearsWhoCalledMeanwhileBeforeItJudges()
    {
        await using var world = await World.CreateAsync(options => options with
        {
            Callers = options.Callers with { VerifyDelay = DurationRange.Seconds(2, 2), Patience = TimeSpan.FromSeconds(60) },
        });
        var magister = await world.StartAsync(2, ("CONTEMPLANT_VERIFICATION_TIMEOUT_SECS", "6"));
        await Eventually.IsTrueAsync("both are rented", () => world.Ours().Count() == 2, 30, () => magister.Output);
        await SignalAsync(magister, "STOP");
        await Task.Delay(TimeSpan.FromSeconds(13));
        await SignalAsync(magister, "CONT");

        await world.SettlesAsync(magister, 2);

        Assert.Equal(2, world.Vast.Market.Truth().Instances.Length);
    }

    [Fact]
    public async Task Lists_ThatFailForThreeIntervals_AreTold_UntilOneIsComplete()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1);
        await world.SettlesAsync(magister, 1);
        Assert.InRange((await StatusAsync(magister)).GetProperty("last_look_age_seconds").GetDouble(), 0, 1.5);
        world.Vast.Faults.Add(new FaultRule(FaultKind.InternalError) { Endpoint = VastEndpoint.List });

        await Eventually.IsTrueAsync("it is not ready", async () => await magister.GetAsync("readyz") is HttpStatusCode.ServiceUnavailable, 30, () => magister.Output);

        using var answer = await magister.Http.GetAsync("readyz");
        Assert.Matches("^the last complete list from Vast came [0-9]+ s ago", await answer.Content.ReadAsStringAsync());
        Assert.StartsWith("the last complete list", (await StatusAsync(magister)).GetProperty("not_ready_reason").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("the last complete list", (await StatusAsync(magister)).GetProperty("stale_look").GetString(), StringComparison.Ordinal);
        var shown = (await world.RunAsync("status", 1)).Out;
        Assert.Matches("\nWhat follows is old: the last complete list from Vast came [0-9]+ s ago", shown);
        Assert.DoesNotContain("Not ready", shown, StringComparison.Ordinal);
        Assert.Contains("magister_ready 0", await magister.Http.GetStringAsync("metrics"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await magister.GetAsync("healthz"));
        world.Vast.Faults.Clear();
        await Eventually.IsTrueAsync("it is ready again", async () => await magister.GetAsync("readyz") is HttpStatusCode.OK, 40, () => magister.Output);
        Assert.Null((await StatusAsync(magister)).GetProperty("stale_look").GetString());
    }

    private static async Task<System.Text.Json.JsonElement> StatusAsync(MagisterProcess magister) =>
        System.Text.Json.JsonDocument.Parse(await magister.Http.GetStringAsync("status")).RootElement;

    private static async Task SignalAsync(MagisterProcess magister, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", magister.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
