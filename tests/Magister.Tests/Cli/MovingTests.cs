using Magister.Postgres;
using Magister.Tests.EndToEnd;

namespace Magister.Tests.Cli;

/// <summary>A fleet that moves from a state directory into a database and back.</summary>
public sealed class MovingTests : IAsyncLifetime
{
    private World world = null!;

    public async Task InitializeAsync() => world = await World.CreateAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    [NeedsPostgres]
    public async Task Journal_IntoADatabaseAndBack_KeepsTheFleet()
    {
        var shared = ("JOURNAL", PostgresServer.Shared.Address(PostgresServer.Shared.CreateDatabase()));
        var magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);
        var instances = Instances();
        Assert.Equal(0, await magister.TerminateAsync());
        var events = await world.RunAsync("journal");

        var imported = await world.RunAsync($"journal import {world.StateDirectory}", 2, shared);
        Assert.Equal((0, ""), (imported.Code, imported.Error));
        Assert.Equal(events.Out, (await world.RunAsync("journal", 2, shared)).Out);
        magister = await world.StartAsync(2, shared, ("STATE_DIR", "other"));
        await world.SettlesAsync(magister, 2);
        Assert.Equal(instances, Instances());
        var (led, taken) = (await world.RunAsync("journal export led.jsonl", 2, shared), await world.RunAsync($"journal import {world.StateDirectory} --replace --yes", 2, shared));
        Assert.Equal((6, 6), (led.Code, taken.Code));
        Assert.Contains(" leads the fleet default in postgres://127.0.0.1:", led.Error, StringComparison.Ordinal);
        Assert.Contains(" leads the fleet default in postgres://127.0.0.1:", taken.Error, StringComparison.Ordinal);
        Assert.Equal(0, await magister.TerminateAsync());

        Assert.Equal(0, (await world.RunAsync("journal export back.jsonl", 2, shared)).Code);
        var back = await world.RunAsync("journal import back.jsonl", 2, ("STATE_DIR", "back"));
        Assert.Equal((0, ""), (back.Code, back.Error));
        magister = await world.StartAsync(2, ("STATE_DIR", "back"));
        await world.SettlesAsync(magister, 2);
        Assert.Equal(instances, Instances());
    }

    [NeedsPostgres]
    public async Task Import_OverAFleetThatIsThere_AsksFirst()
    {
        var shared = ("JOURNAL", PostgresServer.Shared.Address(PostgresServer.Shared.CreateDatabase()));
        var magister = await world.StartAsync(1);
        await world.SettlesAsync(magister, 1);
        Assert.Equal(0, await magister.TerminateAsync());
        Assert.Equal(0, (await world.RunAsync($"journal import {world.StateDirectory}", 1, shared)).Code);

        var plain = await world.RunAsync($"journal import {world.StateDirectory}", 1, shared);
        Assert.Equal(6, plain.Code);
        Assert.Contains("has a journal already, which ends with fact", plain.Error, StringComparison.Ordinal);
        var unasked = await world.RunAsync($"journal import {world.StateDirectory} --replace", 1, shared);
        Assert.Equal(2, unasked.Code);
        Assert.Contains("there is no terminal to ask on", unasked.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await world.RunAsync($"journal import {world.StateDirectory} --replace --yes", 1, shared)).Code);
        Assert.Equal(0, (await world.RunAsync($"journal import {world.StateDirectory}", 1, shared, ("FLEET", "another"))).Code);
    }

    [Fact]
    public async Task Export_OfAStateDirectory_IsACopyThatOnlyItsOwnerReads()
    {
        var magister = await world.StartAsync(1);
        await world.SettlesAsync(magister, 1);
        var inUse = await world.RunAsync("journal export copy.jsonl");
        Assert.Equal(6, inUse.Code);
        Assert.Contains("in use by a running Magister", inUse.Error, StringComparison.Ordinal);
        Assert.Equal(0, await magister.TerminateAsync());
        var copy = Path.Combine(world.WorkingDirectory, "copy.jsonl");
        Assert.False(File.Exists(copy));

        Assert.Equal(0, (await world.RunAsync("journal export copy.jsonl")).Code);

        var journal = await File.ReadAllBytesAsync(Path.Combine(world.StateDirectory, "journal.jsonl"));
        Assert.Equal(journal, await File.ReadAllBytesAsync(copy));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(copy));
        var again = await world.RunAsync("journal export copy.jsonl");
        Assert.Equal(6, again.Code);
        Assert.Contains("copy.jsonl cannot be written", again.Error, StringComparison.Ordinal);
        Assert.Equal(journal, await File.ReadAllBytesAsync(copy));
        Assert.Equal(6, (await world.RunAsync("journal import copy.jsonl")).Code);
    }

    [Fact]
    public async Task ExportAndImport_OfWhatIsNoJournal_EndWith6AndSayWhy()
    {
        var nothing = await world.RunAsync("journal export copy.jsonl");
        Assert.Equal(6, nothing.Code);
        Assert.Contains("There is no journal", nothing.Error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(world.WorkingDirectory, "nonsense"), "nonsense\n");
        var damaged = await world.RunAsync("journal import nonsense");
        Assert.Equal(6, damaged.Code);
        Assert.Contains("damaged in line 1", damaged.Error, StringComparison.Ordinal);
        var missing = await world.RunAsync("journal import nowhere");
        Assert.Equal((6, $"magister: There is no journal {Path.Combine(world.WorkingDirectory, "nowhere")}.\n"), (missing.Code, missing.Error));
        Assert.False(Directory.Exists(world.StateDirectory));
    }

    [Fact]
    public async Task Journal_OfADatabaseThatIsAway_SaysSoWithoutThePassword()
    {
        var away = ("JOURNAL", "postgres://magister:secret-word@127.0.0.1:1/fleet");

        foreach (var command in new[] { "journal", "journal export copy.jsonl", "plan", "offers" })
        {
            var result = await world.RunAsync(command, 1, away);

            Assert.Equal(6, result.Code);
            Assert.Contains("postgres://127.0.0.1:1/fleet", result.Error, StringComparison.Ordinal);
            Assert.Contains("Connection refused", result.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", result.All, StringComparison.Ordinal);
        }
    }

    private long[] Instances() => [.. world.Ours().Select(instance => instance.InstanceId).Order()];
}
