using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// Counts what is paid, and of that what is paid above the wanted number: while a lowered number is being reached, and where the market
/// forced it. There must be nothing else.
/// </summary>
internal sealed class Money(World world) : Rule(world)
{
    private DateTimeOffset countedTo = world.Time.Now;
    private int ceiling = world.Plan.Fleet.NumberInstances;
    private int number = world.Plan.Fleet.NumberInstances;
    private int alive;
    private double each;
    private bool isForced;

    /// <summary>USD for all instances of ours.</summary>
    public double Paid { get; private set; }

    /// <summary>USD for instances above a number that had just been lowered.</summary>
    public double Lowered { get; private set; }

    /// <summary>USD for instances above the number that could not be known in time.</summary>
    public double Forced { get; private set; }

    /// <summary>USD that nothing explains.</summary>
    public double Unexplained { get; private set; }

    public override void Changed(InstanceBook book) => Count();

    public override void Began(Life life)
    {
        Count();
        ceiling = Math.Max(ceiling, life.NumberInstances);
    }

    public override void Recorded(Recorded recorded)
    {
        if (recorded.Fact is not (Started or ConfigurationReloaded or Scaled)) return;
        Count();
        ceiling = Math.Max(ceiling, World.Lives.NumberInstances);
    }

    public override void WorldEnded()
    {
        Count();
        World.Tally.Count("money: paid", Paid);
        World.Tally.Count("money: beyond the number, lowered", Lowered);
        World.Tally.Count("money: beyond the number, forced", Forced);
        World.Tally.Count("money: beyond the number, unexplained", Unexplained);
        Demand(Unexplained < 1e-9, $"{Unexplained:0.0000} USD were paid beyond the number, and nothing explains it");
    }

    // A change counts from now on; until now everything was as before.
    private void Count()
    {
        var hours = (Now - countedTo).TotalHours;
        countedTo = Now;
        if (hours > 0 && alive > 0) Count(hours);
        var ours = World.Books.Ours;
        alive = ours.Count;
        each = alive == 0 ? 0 : ours.Average(book => book.Truth.TotalPrice);
        isForced = ours.Any(book => book.WasExcused);
        number = World.Lives.NumberInstances;
        if (alive <= number && NoneIsComing) ceiling = number;
    }

    // Neither a rent that is on its way nor one that waits for its turn, which a lower number does not cancel.
    private bool NoneIsComing => World.Books.RentsUnderWay.TrueForAll(rent => rent.IsOver)
        && (World.Lives.Current is not { } life || life.State.Rents.Values.All(rent => rent.IsUncertain));

    private void Count(double hours)
    {
        var beyondCeiling = Math.Max(0, alive - Math.Max(ceiling, number));
        Paid += each * hours * alive;
        Lowered += each * hours * Math.Max(0, alive - number - beyondCeiling);
        if (isForced) Forced += each * hours * beyondCeiling;
        else Unexplained += each * hours * beyondCeiling;
    }
}
