using Magister.Journal;
using Magister.Journal.Shared;

namespace Magister.Running.Sharing;

/// <summary>
/// The lead of a fleet: on the database's clock it lasts a while from its last renewal. Here it is counted from before the request, so
/// that it never lasts longer here than there.
/// </summary>
/// <param name="asked">The moment right before the lead was requested.</param>
internal sealed class Lead(IFleetDatabase database, long epoch, TimeSpan lease, TimeProvider time, LeadMoment asked)
{
    private const int RenewalsInALease = 3;

    /// <summary>Clocks run apart: of two that are considered right, one may be a tenth faster.</summary>
    private const double TrustedShare = 0.8;

    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);

    private LeadMoment renewed = asked;
    private LeadMoment tried = asked;

    public long Epoch => epoch;

    /// <summary>Whether a call that changes something may be sent. Thread-safe.</summary>
    public bool MayAct => RenewedAgo < lease * TrustedShare;

    /// <summary>How long ago the lease was last renewed.</summary>
    public TimeSpan RenewedAgo => Volatile.Read(ref renewed).Ago(time);

    /// <summary>Renews the lease if that is due.</summary>
    /// <returns>Whether it was due.</returns>
    /// <exception cref="LeadershipLostException">Another Magister leads.</exception>
    /// <exception cref="FleetDatabaseException">It is retried in a second.</exception>
    public bool RenewIfDue()
    {
        if (RenewedAgo < lease / RenewalsInALease || (tried != renewed && tried.Ago(time) < RetryEvery)) return false;
        tried = LeadMoment.Now(time);
        if (!database.Renew(epoch, lease)) throw new LeadershipLostException();
        Volatile.Write(ref renewed, tried);
        return true;
    }
}

/// <summary>A moment on both clocks: the steady one does not count while the machine is suspended, the other one can be set.</summary>
internal sealed record LeadMoment(long Timestamp, DateTimeOffset At)
{
    public static LeadMoment Now(TimeProvider time) => new(time.GetTimestamp(), time.GetUtcNow());

    /// <summary>How long ago that was, by the clock on which it is longer.</summary>
    public TimeSpan Ago(TimeProvider time)
    {
        var (steady, set) = (time.GetElapsedTime(Timestamp), time.GetUtcNow() - At);
        return steady > set ? steady : set;
    }
}
