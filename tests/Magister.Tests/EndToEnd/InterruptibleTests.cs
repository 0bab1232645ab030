using System.Text.Json;
using Magister.Tests.Cli;

namespace Magister.Tests.EndToEnd;

public sealed class InterruptibleTests
{
    [Fact]
    public async Task Fleet_ThatIsBidFor_IsInterruptible_AndWhatIsOutbidIsReplaced()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(2, ("RENT_TYPE", "interruptible"));
        await world.SettlesAsync(magister, 2);
        Assert.All(world.Ours(), instance => Assert.True(instance.IsBid));
        await Eventually.IsTrueAsync("it knows of both", async () => (await RowsAsync(magister)).All(row => row.GetProperty("interruptible").GetBoolean()));
        Assert.Contains("\n2 of 2 instances are interruptible; new rents are interruptible\n", (await world.RunAsync("status")).Out, StringComparison.Ordinal);

        var outbid = world.Ours().First().InstanceId;
        Assert.True(world.Vast.Market.Outbid(outbid));
        await Eventually.IsTrueAsync("it is gone", () => world.Ours().All(instance => instance.InstanceId != outbid), 30, () => magister.Output);
        await world.SettlesAsync(magister, 2);

        Assert.Contains("somebody bid more for its machine", magister.Output, StringComparison.Ordinal);
        Assert.Equal(["alive", "outbid"], (await KeysAsync(magister, "outcome")).Order(StringComparer.Ordinal));
        Assert.Equal(["interruptible"], await KeysAsync(magister, "rent_type"));
    }

    private static async Task<JsonElement[]> RowsAsync(MagisterProcess magister) =>
        [.. JsonDocument.Parse(await magister.Http.GetStringAsync("status")).RootElement.GetProperty("instances").EnumerateArray()];

    private static async Task<IEnumerable<string?>> KeysAsync(MagisterProcess magister, string by) =>
        JsonDocument.Parse(await magister.Http.GetStringAsync($"costs?by={by}")).RootElement.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("key").GetString());
}
