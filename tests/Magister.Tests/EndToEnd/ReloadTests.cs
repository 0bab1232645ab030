using System.Net;
using System.Text;
using System.Text.Json;
using Magister.Tests.Cli;

namespace Magister.Tests.EndToEnd;

public sealed class ReloadTests
{
    [Fact]
    public async Task Reload_OfAnotherNumber_ReachesIt_AndOutlivesARestart()
    {
        await using var world = await World.CreateAsync();
        var magister = await StartAsync(world, "number_instances = 1");
        await world.SettlesAsync(magister, 1);

        Write(world, "number_instances = 2");
        var reloaded = await PostAsync(magister, "");
        Assert.Equal((HttpStatusCode.OK, "number_instances from 1 to 2"), (reloaded.Status, reloaded.Body.GetProperty("changes").EnumerateArray().Single().GetString()));
        await world.SettlesAsync(magister, 2);
        Assert.Empty((await PostAsync(magister, "{}")).Body.GetProperty("changes").EnumerateArray());

        await magister.KillAsync();
        magister = await StartAsync(world, "number_instances = 2");
        await world.SettlesAsync(magister, 2);
    }

    [Fact]
    public async Task Reload_ThatDestroys_WantsAYes_WhichASignalCannotGive()
    {
        await using var world = await World.CreateAsync();
        var magister = await StartAsync(world, "number_instances = 2");
        await world.SettlesAsync(magister, 2);
        Write(world, "number_instances = 1");

        await magister.HangUpAsync();
        await Eventually.IsTrueAsync("it says why not", () => magister.Output.Contains("Configuration not reloaded, nothing changed: confirmation required: Destroy 1 instance, as the new configuration requires", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(magister, "")).Status);
        Assert.Equal(2, (await world.RunAsync("reload")).Code);
        Assert.Equal(2, world.Ours().Count());

        var confirmed = await world.RunAsync("reload --yes");
        Assert.Equal((0, "Reloaded: number_instances from 2 to 1.\n"), (confirmed.Code, confirmed.Out));
        await world.SettlesAsync(magister, 1);
    }

    [Fact]
    public async Task Reload_OfWhatCannotBe_TellsEveryReason_AndChangesNothing()
    {
        await using var world = await World.CreateAsync();
        var magister = await StartAsync(world, "number_instances = 1\nvast_http_timeout_secs = 20");
        await world.SettlesAsync(magister, 1);

        Write(world, "number_instances = 2\nvast_http_timeout_secs = 10\nmachine_cooldown_secs = 10\nstate_dir = \"elsewhere\"");
        var problems = (await PostAsync(magister, "")).Body.GetProperty("problems").EnumerateArray().Select(problem => problem.GetString()).ToArray();
        Assert.Equal(2, problems.Length);
        Assert.StartsWith("state_dir from state to elsewhere: it is read only at the start", problems[1], StringComparison.Ordinal);

        Write(world, "number_instances = 0\nmachine_cooldown_secs = -1");
        var refused = await world.RunAsync("reload");
        Assert.Equal((8, ""), (refused.Code, refused.Out));
        Assert.Contains("  number_instances (NUMBER_INSTANCES): \"0\"", refused.Error, StringComparison.Ordinal);
        Assert.Contains("  machine_cooldown_secs (MACHINE_COOLDOWN_SECS): \"-1\"", refused.Error, StringComparison.Ordinal);

        Write(world, "number_instances =");
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(magister, "")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(magister, "yes")).Status);
        using var status = JsonDocument.Parse(await magister.TextAsync("status"));
        Assert.Equal(1, status.RootElement.GetProperty("steering").GetProperty("number_instances").GetInt32());
    }

    [Fact]
    public async Task Reload_OfTheLogLevelAndOfDotEnv_CountsAtOnce()
    {
        await using var world = await World.CreateAsync();
        await File.WriteAllTextAsync(Path.Combine(world.WorkingDirectory, ".env"), "LOG_LEVEL=error\nBAD_MACHINES=1\n");
        var magister = await StartAsync(world, "number_instances = 1", ("LOG_LEVEL", ""));
        await world.SettlesAsync(magister, 1);
        Assert.DoesNotContain("Renting offer", magister.Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(world.WorkingDirectory, ".env"), "LOG_LEVEL=info\n");
        await magister.HangUpAsync();
        await Eventually.IsTrueAsync("the level counts", async () => (await PostAsync(magister, "")).Body.GetProperty("changes").GetArrayLength() == 0);
        await magister.DropAsync(world.Ours().Single().OfferId!.Value);
        await Eventually.IsTrueAsync("what happens is told", () => magister.Output.Contains("Renting offer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_ThatAreWatched_CountOnceTheyChange_ButDestroyNothing()
    {
        await using var world = await World.CreateAsync();
        var magister = await StartAsync(world, "number_instances = 1", ("WATCH_CONFIG", "true"));
        await world.SettlesAsync(magister, 1);

        Write(world, "number_instances = 2");
        await world.SettlesAsync(magister, 2);
        Write(world, "number_instances = 1");
        await Eventually.IsTrueAsync("it says why not", () => magister.Output.Contains("Configuration not reloaded, nothing changed: confirmation required: Destroy 1 instance, as the new configuration requires", StringComparison.Ordinal));
        Assert.Equal(2, world.Ours().Count());
    }

    private static async Task<MagisterProcess> StartAsync(World world, string toml, params (string Name, string Value)[] changes)
    {
        Write(world, toml);
        return await world.StartAsync(1, [("NUMBER_INSTANCES", ""), .. changes]);
    }

    private static void Write(World world, string toml) => File.WriteAllText(Path.Combine(world.WorkingDirectory, "magister.toml"), toml);

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(MagisterProcess magister, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await magister.Http.PostAsync("reload", content);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (response.StatusCode, answer.RootElement.Clone());
    }
}
