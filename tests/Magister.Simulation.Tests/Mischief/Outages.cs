using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Http;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Mischief;

/// <summary>Vast is down for a while, does not know the key, or the account's credit is used up.</summary>
internal sealed class Outages(World world, Random random)
{
    private bool isDry;

    public void GoDown()
    {
        var how = random.Hits(0.5) ? Downtime.Refuse : Downtime.Unavailable;
        world.Tally.Count("mischief", $"Vast is down ({how})");
        world.Log.Say($"Vast is down ({how})");
        world.Desk.Options = world.Desk.Options with { Down = how };
        After(random.AnySeconds(3, 2000), () => world.Desk.Options = world.Desk.Options with { Down = Downtime.None });
    }

    public void RefuseKey()
    {
        world.Tally.Count("mischief", "the key is refused");
        world.Log.Say($"Vast refuses the key");
        world.Desk.Options = world.Desk.Options with { Key = "another key" };
        After(random.AnySeconds(3, 2000), () => world.Desk.Options = world.Desk.Options with { Key = Addresses.ApiKey });
    }

    public void DrainCredit()
    {
        if (isDry) return;
        isDry = true;
        world.Tally.Count("mischief", "the credit is used up");
        world.Log.Say($"the credit is used up");
        world.Market.Change(market => market with { Credit = 0 });
        After(random.AnySeconds(30, 10_000), RefillCredit);
    }

    public void RefillCredit()
    {
        if (!isDry) return;
        isDry = false;
        world.Log.Say($"there is credit again");
        world.Market.Change(market => market with { Credit = 100_000 + world.Time.Elapsed.TotalSeconds });
    }

    private void After(TimeSpan wait, Action act) => world.Time.After(wait, () =>
    {
        if (world.IsTroubled) act();
    });
}
