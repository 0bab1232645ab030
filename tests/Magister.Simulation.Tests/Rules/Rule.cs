using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;
using Magister.Simulator.Http;

namespace Magister.Simulation.Tests.Rules;

/// <summary>A complete list that the program has taken in.</summary>
/// <param name="BegunAt">When it was requested.</param>
/// <param name="IsTrue">Whether Vast told the truth in it.</param>
/// <param name="Lacked">The instances that are missing according to it.</param>
/// <param name="ShowsOurs">Whether it shows an instance that the program knows.</param>
internal sealed record TakenList(DateTimeOffset BegunAt, bool IsTrue, bool ShowsOurs = true, bool IsOfAllLabels = false, IReadOnlyCollection<long>? Lacked = null);

/// <summary>
/// Something that must hold, observed from outside: from the market's truth, from what is on disk, and, if a rule is about what Magister
/// knows, from the state that it publishes. All methods report what has just happened.
/// </summary>
internal abstract class Rule(World world)
{
    protected World World => world;

    protected DateTimeOffset Now => world.Time.Now;

    /// <summary>Whether Vast answers just now, and nothing is lost on the way.</summary>
    protected bool IsVastWell => World.Desk.Options is { Down: Downtime.None, Key: Addresses.ApiKey } && World.Network is { Broken: 0, Lost: 0, Odd: 0 }
        && SlowestAnswer < World.Plan.Vast.HttpTimeout;

    private TimeSpan SlowestAnswer => World.Network.Connect.Max + World.Network.Outward.Max + World.Desk.Options.Latency.Max + World.Network.Back.Max;

    /// <summary>Whether the machine is to blame for an end with that cause.</summary>
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

    /// <summary>Vast refused a request as too fast.</summary>
    public virtual void Limited(Sending sending)
    {
    }

    /// <summary>A fact is durable on disk.</summary>
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

    /// <summary>The same, for a call to the very Magister that decides.</summary>
    public virtual void CallReachedLeader(CallerCall call, long offerId)
    {
    }

    /// <summary>The leader has taken in what another Magister was told, and that is recorded.</summary>
    public virtual void Folded(long wordId)
    {
    }

    /// <param name="directory">The state directory that holds the answer's promise.</param>
    public virtual void CallAnswered(CallerCall call, int? status, int directory)
    {
    }

    /// <summary>A message was shown to people.</summary>
    public virtual void Said(string text)
    {
    }

    /// <summary>An operator requests a steering action.</summary>
    public virtual void SteeringAsked()
    {
    }

    /// <param name="view">What the operator was told; null if there was no answer, or it could not be recorded.</param>
    /// <param name="directory">The state directory that holds the answer's promise.</param>
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
