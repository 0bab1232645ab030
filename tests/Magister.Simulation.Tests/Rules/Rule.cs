using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;

namespace Magister.Simulation.Tests.Rules;

/// <summary>A complete list that the program has taken in.</summary>
/// <param name="BegunAt">When it was asked for.</param>
/// <param name="IsTrue">Vast did not lie in it.</param>
/// <param name="ShowsOurs">It shows an instance that the program knows.</param>
internal sealed record TakenList(DateTimeOffset BegunAt, bool IsTrue, bool ShowsOurs = true, bool IsOfAllLabels = false);

/// <summary>
/// Something that must hold, looked at from outside: from the market's truth, from what is on disk, and from the state that Magister
/// publishes where a rule speaks of what it knows. All methods tell of what has just happened.
/// </summary>
internal abstract class Rule(World world)
{
    protected World World => world;

    protected DateTimeOffset Now => world.Time.Now;

    /// <summary>Whether the machine is to blame for an end of that cause.</summary>
    protected static bool IsItsMachines(DestroyCause cause) =>
        cause is not (DestroyCause.Surplus or DestroyCause.Drained or DestroyCause.Unlabelled or DestroyCause.Expiring or DestroyCause.Cheaper or DestroyCause.Outbid);

    public virtual void Born(InstanceBook book)
    {
    }

    public virtual void Changed(InstanceBook book)
    {
    }

    public virtual void Left(Sending sending)
    {
    }

    public virtual void Arrived(Sending sending)
    {
    }

    /// <summary>Vast refused a request for its pace.</summary>
    public virtual void Limited(Sending sending)
    {
    }

    /// <summary>A fact is on disk for good.</summary>
    public virtual void Recorded(Recorded recorded)
    {
    }

    public virtual void Took(TakenList list)
    {
    }

    /// <summary>Vast told the one that decides what the account has left, in USD.</summary>
    public virtual void ToldCredit(double credit)
    {
    }

    public virtual void Turned(Life life)
    {
    }

    public virtual void Began(Life life)
    {
    }

    public virtual void Ended(Life life)
    {
    }

    public virtual void LostDirectory()
    {
    }

    public virtual void CallArrived(CallerCall call, long offerId)
    {
    }

    /// <summary>The same, of one that called the very Magister that decides.</summary>
    public virtual void CallReachedLeader(CallerCall call, long offerId)
    {
    }

    /// <summary>The one that leads has taken what was told to another, and that is recorded.</summary>
    public virtual void Folded(long wordId)
    {
    }

    /// <param name="directory">The state directory in which the answer's promise is.</param>
    public virtual void CallAnswered(CallerCall call, int? status, int directory)
    {
    }

    /// <summary>Something was said to people.</summary>
    public virtual void Said(string text)
    {
    }

    /// <summary>An operator wants to steer.</summary>
    public virtual void SteeringAsked()
    {
    }

    /// <param name="view">What the operator was told; null when nobody answered, or it could not be recorded.</param>
    /// <param name="directory">The state directory in which the answer's promise is.</param>
    public virtual void SteeringAnswered(FleetView? view, int directory)
    {
    }

    public virtual void Calmed()
    {
    }

    public virtual void WorldEnded()
    {
    }

    protected void Broken(string what) => throw new RuleBrokenException(GetType().Name, what);

    protected void Demand(bool holds, FormattableString otherwise)
    {
        if (!holds) Broken(FormattableString.Invariant(otherwise));
    }
}
