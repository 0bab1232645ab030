using System.Text.Json;
using Magister.Tests.EndToEnd;

namespace Magister.Tests.Cli;

public sealed class JournalTests : IAsyncLifetime
{
    private World world = null!;

    public async Task InitializeAsync() => world = await World.CreateAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Journal_BesideTheDaemonAndAfterIt_SaysWhatEventsSay()
    {
        var magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);
        var dropped = world.Ours().First();
        await magister.DropAsync(dropped.OfferId!.Value, "too\u001b[31m [slow]");
        await Eventually.IsTrueAsync("it is gone", () => world.Ours().All(instance => instance.InstanceId != dropped.InstanceId));
        await world.SettlesAsync(magister, 2);
        var events = JsonDocument.Parse(await magister.Http.GetStringAsync($"events?instance={dropped.InstanceId}")).RootElement.GetProperty("events");

        var beside = await world.RunAsync($"journal --json --instance {dropped.InstanceId}");
        await magister.KillAsync();
        var before = StateFiles.Of(world);
        var after = await world.RunAsync($"journal --json --instance {dropped.InstanceId}");
        var text = await world.RunAsync($"journal --offer {dropped.OfferId}");

        Assert.Equal((0, beside.Out), (after.Code, after.Out));
        var told = after.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetRawText());
        Assert.Equal(events.EnumerateArray().Select(Words), told.Select(line => Words(JsonDocument.Parse(line).RootElement)));
        Assert.Contains("[slow]", text.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text.Out);
        Assert.Equal(before, StateFiles.Of(world));
    }

    [Fact]
    public async Task Journal_ByTimeMachineAndNumber_TellsOnlyThat()
    {
        var magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);
        Assert.Equal(0, await magister.TerminateAsync());
        var machine = world.Ours().First().MachineId;

        var all = Lines(await world.RunAsync("journal"));
        var last = Lines(await world.RunAsync("journal --last 3"));
        var byMachine = Lines(await world.RunAsync($"journal --machine {machine}"));

        Assert.Equal(all.TakeLast(3), last);
        Assert.NotEmpty(byMachine);
        Assert.All(byMachine, line => Assert.Contains($"machine {machine},", line, StringComparison.Ordinal));
        Assert.True(byMachine.Length < all.Length);
        Assert.Equal(all, Lines(await world.RunAsync("journal --since 1h")));
        Assert.Empty(Lines(await world.RunAsync($"journal --since {DateTime.UtcNow.AddMinutes(1):yyyy-MM-ddTHH:mm:ss}")));
    }

    [Fact]
    public async Task Journal_WithoutOne_AndOfADamagedOne_EndsWith6_AndNeedsNoOtherSetting()
    {
        var none = await world.RunAsync("journal", 2, ("VAST_API_KEY", ""), ("THIS_MAGISTER_ADDR", ""));
        Assert.Equal((6, ""), (none.Code, none.Out));
        Assert.Contains("There is no journal", none.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(world.StateDirectory));

        Directory.CreateDirectory(world.StateDirectory);
        await File.WriteAllTextAsync(Path.Combine(world.StateDirectory, "journal.jsonl"), "nonsense\n");
        var damaged = await world.RunAsync("journal");
        Assert.Equal(6, damaged.Code);
        Assert.Contains("damaged in line 1", damaged.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("journal --since yesterday", "--since \"yesterday\" is not a time")]
    [InlineData("journal --last 0", "--last must be")]
    [InlineData("journal --instance x", "x")]
    public async Task Journal_WithAFilterThatCannotBeMeant_EndsWith2AndSaysWhatIsWanted(string command, string words)
    {
        var result = await world.RunAsync(command);

        Assert.Equal(2, result.Code);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
    }

    private static string[] Lines(CliResult result)
    {
        Assert.Equal(0, result.Code);
        return result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static (long, string?, string?) Words(JsonElement told) =>
        (told.GetProperty("id").GetInt64(), told.GetProperty("kind").GetString(), told.GetProperty("text").GetString());
}
