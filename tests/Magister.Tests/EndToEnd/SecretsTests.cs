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
        var served = string.Join('\n', magister.Output, journal);
        Assert.Contains("Rented", magister.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("top-secret", served, StringComparison.Ordinal);
        Assert.DoesNotContain(SshKey, served, StringComparison.Ordinal);
        Assert.DoesNotContain("instance_api_key", served, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task Secrets_InEveryTextFromOutside_AreInNoOutput(string format)
    {
        const string key = "top-secret-key-4711", token = "top-secret-operators-token", endpoint = "top-secret-endpoint-secret";
        string[] secrets = [key, token, endpoint, SshKey];
        var all = string.Join(" and ", secrets);
        await using var world = await World.CreateAsync(options => options with { Desk = options.Desk with { Key = key } });
        var magister = await world.StartAsync(
            2, ("VAST_API_KEY", key), ("OPERATOR_TOKEN", token), ("ENDPOINT_SECRET", endpoint), ("LOG_LEVEL", "trace"), ("LOG_FORMAT", format),
            ("CONTEMPLANT_SSH_AUTHORIZED_KEYS", $"ssh-ed25519 {SshKey} me@home"), ("UNHEALTHY_GRACE_SECS", "600"));
        magister.Http.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token);
        await world.SettlesAsync(magister, 2);
        using var caller = new Caller(world.Address);
        var victims = world.Ours().ToArray();

        foreach (var secret in secrets)
        {
            var escaped = Uri.EscapeDataString(secret);
            await caller.SendAsync("GET", $"verify/{victims[0].OfferId}?{escaped}={escaped}", null, ("User-Agent", secret), ("Referer", secret));
            await caller.SendAsync("GET", $"verify/{escaped}", null, ("X-Forwarded-For", secret));
            await caller.SendAsync("GET", $"events?kind={escaped}");
        }

        world.Vast.Market.SetStatus(victims[0].InstanceId, Fleet.InstanceStatus.Stopped, $"OCI: {all}");
        world.Vast.Faults.Add(new FaultRule(FaultKind.InternalError) { Endpoint = VastEndpoint.Destroy });
        await Eventually.IsTrueAsync("its message is seen", async () => (await caller.GetAsync("status", Caller.Bearer(token))).Body.Contains("OCI", StringComparison.Ordinal), 30, () => magister.Output);
        await caller.SendAsync("DELETE", $"instances/{victims[0].InstanceId}", new StringContent($"by hand: {all}"), Caller.Bearer(token));
        await caller.SendAsync("DELETE", $"drop/{victims[1].OfferId}", new StringContent(new string('x', 4090) + all), Caller.Bearer(token));
        await Eventually.IsTrueAsync("both fail", async () => (await caller.GetAsync("summary", Caller.Bearer(token))).Body.Split("failing_for_seconds").Length == 3, 30, () => magister.Output);
        world.Vast.Market.Relabel(victims[1].InstanceId, all);
        await Task.Delay(TimeSpan.FromSeconds(2));

        var served = new List<string>();
        foreach (var path in new[] { "summary", "instances", "status", "events", "metrics", "history", "readyz", "healthz", "" }) served.Add((await caller.GetAsync(path, Caller.Bearer(token))).Body);
        await magister.TerminateAsync();
        served.Add(magister.Output);
        served.Add(await File.ReadAllTextAsync(Path.Combine(world.StateDirectory, "journal.jsonl")));
        var (journal, problems) = await CliAsync(world, "journal");
        served.Add(journal + problems);
        Assert.Contains("by hand: •••", served[2], StringComparison.Ordinal);
        foreach (var secret in secrets) Assert.All(served, text => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        Assert.All(served, text => Assert.DoesNotContain("top-sec", text, StringComparison.Ordinal));
    }

    private static async Task<(string Output, string Error)> CliAsync(World world, string command)
    {
        var start = new System.Diagnostics.ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "magister"), [command])
        {
            WorkingDirectory = world.WorkingDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (await output, await error);
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
        Assert.DoesNotContain("\"", rented.GetProperty("@m").GetString(), StringComparison.Ordinal);
        Assert.StartsWith($"Rented offer {instance.OfferId} as instance {instance.InstanceId}", rented.GetProperty("@m").GetString(), StringComparison.Ordinal);
        Assert.Equal(instance.InstanceId, rented.GetProperty("Instance").GetInt64());
        Assert.Equal(instance.OfferId, rented.GetProperty("Offer").GetInt64());
        Assert.Equal(instance.MachineId, rented.GetProperty("Machine").GetInt64());
        Assert.Equal(instance.HostId, rented.GetProperty("Host").GetInt64());
        Assert.Equal(instance.GpuName, rented.GetProperty("Gpu").GetString());
        Assert.True(rented.GetProperty("CostPerHour").GetDouble() > 0);
    }
}
