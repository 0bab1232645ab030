using System.Globalization;
using System.Net;
using System.Text.Json;
using Magister.Postgres;

namespace Magister.Tests.EndToEnd;

public sealed class SharedFleetTests
{
    [NeedsPostgres]
    public async Task Pair_WhoseLeaderIsKilled_GoesOnAndLosesNothing()
    {
        await using var world = await World.CreateAsync();
        var (database, secondPort) = (PostgresServer.Shared.Address(PostgresServer.Shared.CreateDatabase()), FreePort.Find());

        // Contemplants reach only the second one, which is the follower at first.
        var address = ("THIS_MAGISTER_ADDR", $"http://127.0.0.1:{secondPort}");
        var first = await world.StartAsync(3, [.. Shared(database, world, "first", world.Port), address]);
        await LeadsAsync(first);
        var second = await world.StartAsync(3, [.. Shared(database, world, "second", secondPort), address]);
        await Eventually.IsTrueAsync("three instances that were verified through the one that follows are known to both", async () =>
            await VerifiedAsync(first) == 3 && await VerifiedAsync(second) == 3);

        Assert.Equal(HttpStatusCode.OK, await second.GetAsync("readyz?for=callers"));
        Assert.False((await StatusAsync(second)).GetProperty("leadership").GetProperty("leads").GetBoolean());
        var before = world.Vast.Market.Alive().Select(instance => instance.InstanceId).ToHashSet();
        await first.KillAsync();
        var dropped = (await StatusAsync(second)).GetProperty("instances")[0];
        Assert.Equal(HttpStatusCode.OK, (await second.DropAsync(dropped.GetProperty("offer_id").GetInt64())).Status);

        await LeadsAsync(second);
        await Eventually.IsTrueAsync("the dropped one is replaced", async () => await VerifiedAsync(second) == 3
            && world.Vast.Market.Alive().All(instance => instance.InstanceId != dropped.GetProperty("instance_id").GetInt64()));
        Assert.Equal(2, world.Vast.Market.Alive().Count(instance => before.Contains(instance.InstanceId)));
    }

    [NeedsPostgres]
    public async Task Pair_WhoseLeaderIsStopped_GoesOnAtOnce()
    {
        await using var world = await World.CreateAsync();
        var (database, secondPort) = (PostgresServer.Shared.Address(PostgresServer.Shared.CreateDatabase()), FreePort.Find());
        var first = await world.StartAsync(1, [.. Shared(database, world, "first", world.Port), ("LEADER_LEASE_SECS", "300")]);
        await LeadsAsync(first);
        var second = await world.StartAsync(1, [.. Shared(database, world, "second", secondPort), ("LEADER_LEASE_SECS", "300")]);
        await first.TerminateAsync();

        await LeadsAsync(second);
    }

    private static (string, string)[] Shared(string database, World world, string name, int port) =>
    [
        ("JOURNAL", database), ("LEADER_LEASE_SECS", "3"), ("STATE_DIR", Path.Combine(world.WorkingDirectory, name)), ("HTTP_PORT", port.ToString(CultureInfo.InvariantCulture)),
    ];

    private static Task LeadsAsync(MagisterProcess magister) => Eventually.IsTrueAsync(
        "it leads", async () => (await StatusAsync(magister)).GetProperty("leadership").GetProperty("leads").GetBoolean(), details: () => magister.Output);

    private static async Task<int> VerifiedAsync(MagisterProcess magister) => (await StatusAsync(magister)).GetProperty("verified").GetInt32();

    private static async Task<JsonElement> StatusAsync(MagisterProcess magister)
    {
        using var status = JsonDocument.Parse(await magister.Http.GetStringAsync("status"));
        return status.RootElement.Clone();
    }
}
