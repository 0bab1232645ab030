using System.Globalization;
using System.Net;
using System.Text.Json;
using Magister.Fleet.Signing;
using Magister.Simulator.Callers;

namespace Magister.Tests.EndToEnd;

/// <summary>The real program, its start scripts, and Contemplants that end: an instance counts only while it works.</summary>
public sealed class WorkTests
{
    private const string Secret = "pulse-secret-0123456789";

    private static readonly (string Name, string Value)[] Quick =
        [("CONTEMPLANT_PULSE_SECS", "1"), ("CONTEMPLANT_SILENCE_SECS", "4"), ("CONTEMPLANT_DOWN_SECS", "30"), ("ENDPOINT_SECRET", Secret)];

    [Fact]
    public async Task HierophantRestarts_EveryWorkerIsBack_WithoutARentOrADestroy()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(4, Quick);
        await WorkAsync(world, magister, 4);
        var before = world.Ours().Select(instance => instance.InstanceId).ToArray();

        world.Vast.RestartHierophant(TimeSpan.FromSeconds(8));
        await Eventually.IsTrueAsync(
            "the trouble is said", async () => (await magister.TextAsync("readyz")).Contains("is Hierophant running", StringComparison.Ordinal), 30, () => magister.Output);
        await WorkAsync(world, magister, 4);

        Assert.Equal(before, world.Ours().Select(instance => instance.InstanceId));
        Assert.Equal(4, world.Vast.Market.Truth().Instances.Length);
    }

    [Fact]
    public async Task WatchThatFallsSilent_IsReplaced_AndTheOthersStay()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(4, Quick);
        await WorkAsync(world, magister, 4);
        var before = world.Ours().Select(instance => instance.InstanceId).ToArray();

        Assert.True(world.Vast.Silence(before[0]));
        await Eventually.IsTrueAsync("it is replaced", () => world.Ours().All(instance => instance.InstanceId != before[0]), 30, () => magister.Output);
        await WorkAsync(world, magister, 4);

        Assert.Equal(before[1..], world.Ours().Select(instance => instance.InstanceId).Intersect(before));
        Assert.Contains("its watch has not been heard for", await magister.TextAsync("events?kind=destroy_intended"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HierophantsList_LacksOneWithoutAWatch_IsReplacedAndTheOthersAreShownAtWork()
    {
        await using var world = await World.CreateAsync(options => options with { HierophantPort = 0 });
        var magister = await world.StartAsync(4, Listed(world));
        await world.SettlesAsync(magister, 4);
        var before = world.Ours().Select(instance => instance.InstanceId).ToArray();

        Assert.True(world.Vast.LoseWorker(before[0]));
        await Eventually.IsTrueAsync("it is replaced", () => world.Ours().All(instance => instance.InstanceId != before[0]), 30, () => magister.Output);
        await world.SettlesAsync(magister, 4);
        await Eventually.IsTrueAsync(
            "all are shown", async () => (await magister.TextAsync("metrics")).Split('\n').Where(line => line.StartsWith("magister_hierophant_workers{", StringComparison.Ordinal)).Sum(line => double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture)) == 4,
            30, () => magister.Output);

        Assert.Equal(before[1..], world.Ours().Select(instance => instance.InstanceId).Intersect(before));
        Assert.Contains("Hierophant has not had its Contemplant for", await magister.TextAsync("events?kind=destroy_intended"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Number, (await InstanceAsync(magister)).GetProperty("hierophant").GetProperty("proofs").ValueKind);
    }

    [Theory]
    [InlineData(HierophantFault.Away, "cannot be read")]
    [InlineData(HierophantFault.Hang, "cannot be read")]
    [InlineData(HierophantFault.Html, "not a list of Contemplants")]
    [InlineData(HierophantFault.Huge, "more than 8 MiB")]
    [InlineData(HierophantFault.Empty, "is empty")]
    [InlineData(HierophantFault.Partial, "lacks 3 of 4 verified instances")]
    public async Task HierophantsList_ThatSaysNothing_IsAnAlarmAndDestroysNobody(HierophantFault fault, string expected)
    {
        await using var world = await World.CreateAsync(options => options with { HierophantPort = 0 });
        var magister = await world.StartAsync(4, Listed(world));
        await world.SettlesAsync(magister, 4);

        world.Vast.Change(new Dictionary<string, string>(StringComparer.Ordinal) { ["hierophant-fault"] = fault.ToString() });
        await Eventually.IsTrueAsync(
            "the trouble is said", async () => (await magister.TextAsync("readyz")).Contains(expected, StringComparison.Ordinal), 60, () => magister.Output);
        world.Vast.Change(new Dictionary<string, string>(StringComparer.Ordinal) { ["hierophant-fault"] = nameof(HierophantFault.None) });
        await Eventually.IsTrueAsync("it is over", async () => await magister.TextAsync("readyz") is var ready && !ready.Contains("Hierophant", StringComparison.Ordinal), 60, () => magister.Output);

        Assert.Equal(4, world.Vast.Market.Truth().Instances.Length);
    }

    [Fact]
    public async Task SecretChanged_OldWatchesAreHeard()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(3, Quick);
        await WorkAsync(world, magister, 3);
        await magister.TerminateAsync();

        magister = await world.StartAsync(3, [.. Quick[..3], ("ENDPOINT_SECRET", "another-secret-0123456789")]);
        await Task.Delay(TimeSpan.FromSeconds(6));
        await WorkAsync(world, magister, 3);
        Assert.Equal(3, world.Vast.Market.Truth().Instances.Length);
    }

    [Fact]
    public async Task PulsesOfStrangers_OddStatesAndLargeBodies_ChangeNothing()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1, [.. Quick[..3], ("ENDPOINT_SECRET", Secret)]);
        await WorkAsync(world, magister, 1);
        var offer = world.Ours().Single().OfferId!.Value;
        var right = new EndpointSecret(Secret).PulseSignatureOf(offer);
        using var caller = new Caller(world.Address);

        Assert.Equal(HttpStatusCode.Forbidden, await caller.StatusAsync("GET", $"pulse/{offer}?state=down"));
        Assert.Equal(HttpStatusCode.Forbidden, await caller.StatusAsync("GET", $"pulse/{offer}?sig={new EndpointSecret(Secret).SignatureOf(offer)}&state=down"));
        Assert.Equal(HttpStatusCode.BadRequest, await caller.StatusAsync("GET", $"pulse/{offer}?sig={right}&state=proving"));
        Assert.Equal(HttpStatusCode.BadRequest, await caller.StatusAsync("GET", "pulse/abc?state=down"));
        Assert.Equal(HttpStatusCode.Gone, await caller.StatusAsync("GET", $"pulse/123?sig={new EndpointSecret(Secret).PulseSignatureOf(123)}&state=working"));
        using var large = new ByteArrayContent(new byte[1024 * 1024]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await caller.SendAsync("POST", $"pulse/{offer}?sig={right}&state=down", large)).Status);
        Assert.Equal("working", (await InstanceAsync(magister)).GetProperty("work").GetString());
    }

    [Fact]
    public async Task LastWords_AreShownWithoutSteeringAndSecrets()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1, Quick);
        await WorkAsync(world, magister, 1);
        var instance = world.Ours().Single();
        var right = new EndpointSecret(Secret).PulseSignatureOf(instance.OfferId!.Value);
        Assert.True(world.Vast.CutOff(instance.InstanceId, TimeSpan.FromSeconds(3)));
        using var caller = new Caller(world.Address);
        using var words = new StringContent("starting\n\u001b[31mError:\u001b[0m <b>no prover</b> simulator-key\nbye\n");

        await caller.SendAsync("POST", $"pulse/{instance.OfferId}?sig={right}&state=down&every=1", words);

        Assert.Equal("Error: <b>no prover</b> •••", (await InstanceAsync(magister)).GetProperty("last_words").GetString());
        Assert.DoesNotContain("simulator-key", await File.ReadAllTextAsync(Path.Combine(world.StateDirectory, "journal.jsonl")), StringComparison.Ordinal);
    }

    private static (string Name, string Value)[] Listed(World world) =>
    [
        ("CONTEMPLANT_PULSE_SECS", "0"), ("HIEROPHANT_WATCH_SECS", "1"), ("HIEROPHANT_ABSENCE_SECS", "2"),
        ("HIEROPHANT_HTTP_PORT", world.Vast.HierophantAddress!.Port.ToString(CultureInfo.InvariantCulture)),
    ];

    private static Task WorkAsync(World world, MagisterProcess magister, int number) => Eventually.IsTrueAsync(
        $"{number} work",
        async () => await StatusAsync(magister) is var status && status.GetProperty("working").GetInt32() == number && world.Ours().Count() == number,
        60,
        () => magister.Output);

    private static async Task<JsonElement> InstanceAsync(MagisterProcess magister) => (await StatusAsync(magister)).GetProperty("instances")[0];

    private static async Task<JsonElement> StatusAsync(MagisterProcess magister)
    {
        using var status = JsonDocument.Parse(await magister.TextAsync("status"));
        return status.RootElement.Clone();
    }
}
