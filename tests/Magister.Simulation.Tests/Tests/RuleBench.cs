using System.Text.Json.Nodes;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Rules;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Tests;

/// <summary>A quiet world in which the tests of rules do by hand what Magister must not do.</summary>
internal sealed class RuleBench
{
    private long calls;
    private long sequence;

    public RuleBench(Func<WorldPlan, WorldPlan>? change = null)
    {
        var plan = PlanDraw.Of(1, 1).WithoutTrouble() with
        {
            MaxNumber = 1,
            Market = new MarketOptions { Offers = 0 },
        };
        plan = plan with { Fleet = plan.Fleet with { NumberInstances = 1 } };
        World = new World(change?.Invoke(plan) ?? plan, isLogged: false);
        for (var i = 0; i < 20; i++) World.Market.AddOffer(PlanDraw.Gpu, 0.3);
    }

    public World World { get; }

    public OfferRecord Offer(int which = 0) => World.Market.Offers()[which];

    /// <summary>A life that knows nothing yet.</summary>
    public Life Begin()
    {
        World.Lives.Begin();
        return World.Lives.Current!;
    }

    public RuleBench Wait(double seconds)
    {
        World.Time.MoveTo(World.Time.Now.AddSeconds(seconds));
        World.Market.Advance();
        return this;
    }

    public Sending Sending(VastEndpoint endpoint, long target, int number = 1, long? machine = null) =>
        new(endpoint, target, life: 1, number, World.Time.Now) { Directory = 1, IntendedAt = World.Time.Now, MachineId = machine };

    /// <summary>An instance of ours, from a rent by Magister.</summary>
    /// <param name="bid">USD an hour; null for on demand.</param>
    public InstanceBook Rent(int offer = 0, int number = 1, double? bid = null)
    {
        var sending = Sending(VastEndpoint.Create, Offer(offer).OfferId, number);
        World.Books.Left(sending);
        World.Books.Arrived(sending, ++calls);
        var answer = World.Market.Rent(sending.TargetId!.Value, Body(sending.TargetId.Value, bid), calls);
        sending.IsOver = true;
        return World.Books.Find(answer.InstanceId!.Value)!;
    }

    public Recorded Record(Fact fact) => new(++sequence, World.Time.Now, fact);

    public static CallerCall VerifyOf(InstanceBook book) => new CallerCall.Verify(book.Id, CallAddress.Verify(book.OfferId!.Value));

    public static CallerCall DropOf(InstanceBook book) => new CallerCall.Drop(book.Id, CallAddress.Drop(book.OfferId!.Value), "too slow");

    public static void Breaks<T>(Action act)
        where T : Rule => Assert.Equal(typeof(T).Name, Assert.Throws<RuleBrokenException>(act).Rule);

    private JsonObject Body(long offer, double? bid) => new()
    {
        ["label"] = FleetSettings.Label,
        ["image"] = "image",
        ["disk"] = 16,
        ["price"] = bid,
        ["onstart"] = Onstart.For(World.Plan.Fleet.Onstart, offer),
    };
}
