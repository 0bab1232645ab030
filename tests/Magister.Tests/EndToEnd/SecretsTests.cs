using Magister.Simulator.Faults;
using Magister.Simulator.Market;

namespace Magister.Tests.EndToEnd;

public sealed class SecretsTests
{
    private const string SshKey = "AAAAC3NzaC1lZDI1NTE5AAAAISecretSecretSecretSecret";

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task Logs_AtTrace_HoldNoSecret(string format)
    {
        await using var world = await World.CreateAsync(options => options with { Desk = options.Desk with { Key = "top-secret-key-4711" } });
        world.Vast.Faults.Add(
        [
            new FaultRule(FaultKind.ErrorWithContract) { Endpoint = VastEndpoint.Create, Moment = FaultMoment.After, Count = 1 },
            new FaultRule(FaultKind.HalfJson) { Endpoint = VastEndpoint.Create, Moment = FaultMoment.After, Count = 1 },
        ]);
        var magister = await world.StartAsync(
            3, ("VAST_API_KEY", "top-secret-key-4711"), ("LOG_LEVEL", "trace"), ("LOG_FORMAT", format),
            ("CONTEMPLANT_SSH_AUTHORIZED_KEYS", $"ssh-ed25519 {SshKey} me@home"));
        await world.SettlesAsync(magister, 3);
        await magister.DropAsync(world.Ours().First().OfferId!.Value, "the key is top-secret-key-4711");
        await world.SettlesAsync(magister, 3);
        await magister.TerminateAsync();

        var journal = await File.ReadAllTextAsync(Path.Combine(world.StateDirectory, "journal.jsonl"));
        var served = string.Join('\n', magister.Output, journal.Replace("the key is top-secret-key-4711", "", StringComparison.Ordinal));
        Assert.Contains("Rented", magister.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("top-secret", served, StringComparison.Ordinal);
        Assert.DoesNotContain(SshKey, served, StringComparison.Ordinal);
        Assert.DoesNotContain("instance_api_key", served, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_AsJson_AreOneObjectALineWithTheHardware()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1, ("LOG_FORMAT", "json"));
        await world.SettlesAsync(magister, 1);
        await magister.TerminateAsync();

        var rented = magister.Output.Split('\n').Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement)
            .Single(line => line.TryGetProperty("EventId", out var id) && id.GetProperty("Id").GetInt32() == 1001);
        var instance = world.Vast.Market.Truth().Instances.Single();
        Assert.StartsWith($"Rented offer {instance.OfferId} as instance {instance.InstanceId}", rented.GetProperty("@m").GetString(), StringComparison.Ordinal);
        Assert.Equal(instance.InstanceId, rented.GetProperty("Instance").GetInt64());
        Assert.Equal(instance.OfferId, rented.GetProperty("Offer").GetInt64());
        Assert.Equal(instance.MachineId, rented.GetProperty("Machine").GetInt64());
        Assert.Equal(instance.HostId, rented.GetProperty("Host").GetInt64());
        Assert.Equal(instance.GpuName, rented.GetProperty("Gpu").GetString());
        Assert.True(rented.GetProperty("CostPerHour").GetDouble() > 0);
    }
}
