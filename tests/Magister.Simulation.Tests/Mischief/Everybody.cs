using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Mischief;

/// <summary>Sets going all that interferes with a fleet, and ends it.</summary>
internal sealed class Everybody(World world, Random random)
{
    public void Begin()
    {
        Supply(world.Plan.NumberMost + random.Next(4, 20));
        Every(world.Plan.Crashes.Idle, world.Lives.KillIdle);
        Every(world.Plan.Crashes.OrderlyEnds, () => world.Lives.Current?.Run(() => world.Lives.Current?.End()));
        Every(world.Plan.Mischief.DiskTroubles, world.Lives.Trouble.Begin);
    }

    /// <summary>From now on everything works, and there is enough on offer.</summary>
    public void Calm()
    {
        var plan = world.Plan;
        world.Faults.Clear();
        world.Lives.Trouble.Mend();
        world.Network = CalmWorld.Network(plan);
        world.Desk.Options = CalmWorld.Desk(plan);
        world.Callers.Schedule.Options = CalmWorld.Callers(plan);
        world.Market.Change(_ => CalmWorld.Market(plan));
        foreach (var offer in world.Market.Offers()) world.Market.RemoveOffer(offer.OfferId);
        Supply((int)(plan.NumberMost * 1.3) + 15);
        foreach (var book in world.Books.Ours.Where(book => book.Truth.Status is InstanceStatus.Running)) world.Market.SetStatus(book.Id, InstanceStatus.Running);
    }

    private void Supply(int count)
    {
        for (var i = 0; i < count; i++) world.Market.AddOffer(PlanDraw.Gpu, random.Between(0.15, 0.4));
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
