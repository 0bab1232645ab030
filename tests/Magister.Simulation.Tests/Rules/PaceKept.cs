using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// Vast never finds the client too fast through the client's own fault: if it is configured as slow as Vast requires, nobody else uses the
/// account, requests travel about equally fast, and the previous calls were made by the same life.
/// </summary>
internal sealed class PaceKept(World world) : Rule(world)
{
    /// <summary>Longer than any gap or penalty lasts.</summary>
    private static readonly TimeSpan Past = TimeSpan.FromSeconds(60);

    private readonly Dictionary<VastEndpoint, (int Life, DateTimeOffset Since)> callers = [];

    public override void Arrived(Sending sending)
    {
        if (!callers.TryGetValue(sending.Endpoint, out var caller) || caller.Life != sending.Life) callers[sending.Endpoint] = (sending.Life, Now);
    }

    // Travel times get shorter then: a later request may arrive sooner.
    public override void Calmed() => callers.Clear();

    public override void Limited(Sending sending)
    {
        var plan = World.Plan;
        var (configured, wanted) = Gaps(sending.Endpoint);
        var isOwn = configured >= wanted
            && plan.Mischief.OtherClients is null
            && plan.Sharing is not { ClockRate: > 0 }
            && plan.Jitter <= Margin(configured)
            && plan.Network.Connect.Max < configured
            && Now - callers[sending.Endpoint].Since > Past;
        Demand(!isOwn, $"{sending.Endpoint} {sending.TargetId} came too soon");
    }

    private (TimeSpan Configured, TimeSpan Wanted) Gaps(VastEndpoint endpoint)
    {
        var vast = World.Plan.Vast;
        var configured = endpoint switch
        {
            VastEndpoint.Search => vast.SearchGap,
            VastEndpoint.Create => vast.CreateGap,
            VastEndpoint.List => vast.ListGap,
            VastEndpoint.Destroy => vast.DestroyGap,
            VastEndpoint.Show => vast.ShowGap,
            VastEndpoint.Manage => vast.LabelGap,
            _ => TimeSpan.Zero,
        };
        return (configured, World.Plan.Desk.Limits.Gap(endpoint));
    }

    // The margin that a client must allow for travel, repeated here: a rule that asks the code it judges would believe it.
    private static TimeSpan Margin(TimeSpan gap) => TimeSpan.FromSeconds(Math.Min((gap.TotalSeconds * 0.02) + 0.02, gap.TotalSeconds * 0.07));
}
