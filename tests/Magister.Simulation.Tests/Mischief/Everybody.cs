using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Mischief;

/// <summary>Starts everything that interferes with a fleet, and ends it.</summary>
internal sealed class Everybody
{
    private readonly World world;
    private readonly Random random;
    private readonly Operators operators;
    private readonly Tenants tenants;
    private readonly OtherPrograms others;
    private readonly OfferTides tides;
    private readonly Hosts hosts;
    private readonly Outages outages;
    private readonly StrayCalls strays;
    private readonly Steerers steerers;
    private readonly Steerers editors;
    private readonly Freezes freezes;

    public Everybody(World world, Random random)
    {
        (this.world, this.random) = (world, random);
        operators = new Operators(world, random);
        tenants = new Tenants(world, random);
        others = new OtherPrograms(world, random);
        tides = new OfferTides(world, random);
        hosts = new Hosts(world, new Random(world.Plan.Seed ^ 0x405705));
        outages = new Outages(world, random);
        strays = new StrayCalls(world, random);
        steerers = new Steerers(world, new Random(world.Plan.Seed ^ 0x57ee8));
        editors = new Steerers(world, new Random(world.Plan.Seed ^ 0x4e10ae));
        freezes = new Freezes(world, new Random(world.Plan.Seed ^ 0xf2ee2f));
    }

    public void Begin()
    {
        var plan = world.Plan.Mischief;
        tides.Supply(world.Plan.MaxNumber + random.Next(4, 20));
        Every(world.Plan.Crashes.Idle, world.Lives.KillIdle);
        Every(world.Plan.Crashes.OrderlyEnds, EndOrderly);
        Every(plan.DiskTroubles, world.Lives.TroubleDisk);
        Every(plan.Operators, operators.Meddle);
        Every(plan.Tenants, tenants.Come);
        Every(plan.OtherClients, others.Call);
        Every(plan.Offers, tides.Turn);
        Every(plan.PriceIncreases, hosts.AskForMore);
        Every(plan.Downtimes, outages.GoDown);
        Every(plan.KeyRefusals, outages.RefuseKey);
        Every(plan.CreditDroughts, outages.DrainCredit);
        Every(plan.StrayCalls, strays.Call);
        Every(plan.Steerers, steerers.Steer);
        Every(plan.Reloads, editors.Reload);
        Every(plan.Freezes, freezes.Freeze);
        Every(world.Plan.Sharing?.Outages, () => world.Lives.Ledger!.GoAway(world.Lives.Homes));
    }

    /// <summary>From now on everything works, and there is enough on offer.</summary>
    public void Calm()
    {
        var plan = world.Plan;
        world.Faults.Clear();
        world.Lives.MendDisks();
        world.Network = CalmWorld.Network(plan);
        world.Desk.Options = CalmWorld.Desk(plan);
        world.Callers.Schedule.Options = CalmWorld.Callers(plan);
        world.Callers.Mend();
        outages.RefillCredit();
        if (plan.Mischief.Reloads is not null) editors.SettleConfiguration();
        if (plan.Mischief.Steerers is not null) steerers.LetGo();
        world.Market.Change(market => CalmWorld.Market(plan) with { Credit = market.Credit });
        foreach (var offer in world.Market.Offers()) world.Market.RemoveOffer(offer.OfferId);
        tides.Supply((int)(plan.MaxNumber * 1.3) + 15);
        foreach (var book in world.Books.Ours.Where(book => book.Truth.Status is InstanceStatus.Running).ToArray()) world.Market.SetStatus(book.Id, InstanceStatus.Running);
    }

    private void EndOrderly()
    {
        if (world.Lives.Victim() is { } life) life.Run(life.End);
    }

    private void Every(TimeSpan? mean, Action act)
    {
        if (mean is not { } wait) return;
        world.Time.After(random.Wait(wait), () =>
        {
            if (!world.IsTroubled) return;
            act();
            Every(mean, act);
        });
    }
}
