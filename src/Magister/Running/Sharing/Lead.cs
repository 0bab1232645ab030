using Magister.Journal;
using Magister.Journal.Shared;

namespace Magister.Running.Sharing;

/// <summary>
/// The lead of a fleet: by the database's clock it lasts a while from its last renewal, and here it is counted from before that was asked for, so
/// that it never lasts longer here than there.
/// </summary>
/// <param name="asked">The moment right before the lead was asked for.</param>
internal sealed class Lead(IFleetDatabase database, long epoch, TimeSpan lease, TimeProvider time, LeadMoment asked)
{
    private const int RenewalsInALease = 3;

    /// <summary>Clocks run apart: of two that each claim to be right, one may be a tenth faster.</summary>
    private const double TrustedShare = 0.8;

    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);

    private LeadMoment renewed = asked;
    private LeadMoment tried = asked;

    public long Epoch => epoch;

    /// <summary>Whether a call that changes something may be sent. May be asked from any thread.</summary>
    public bool MayAct => RenewedAgo < lease * TrustedShare;

    /// <summary>How long ago the lease was last renewed.</summary>
    public TimeSpan RenewedAgo => Volatile.Read(ref renewed).Ago(time);

    /// <summary>Renews the lease when that is due.</summary>
    /// <returns>Whether it was due.</returns>
    /// <exception cref="LeadershipLostException">Somebody else leads.</exception>
    /// <exception cref="FleetDatabaseException">It is tried again in a second.</exception>
    public bool RenewIfDue()
    {
        if (RenewedAgo < lease / RenewalsInALease || (tried != renewed && tried.Ago(time) < RetryEvery)) return false;
        tried = LeadMoment.Now(time);
        if (!database.Renew(epoch, lease)) throw new LeadershipLostException();
        Volatile.Write(ref renewed, tried);
        return true;
    }
}

/// <summary>A moment by both clocks: the steady one does not count the time for which a whole machine was suspended, the other one can be set.</summary>
internal sealed record LeadMoment(long Timestamp, DateTimeOffset At)
{
    public static LeadMoment Now(TimeProvider time) => new(time.GetTimestamp(), time.GetUtcNow());

    /// <summary>How long ago that was by the clock that says more.</summary>
    public TimeSpan Ago(TimeProvider time)
    {
        var (steady, set) = (time.GetElapsedTime(Timestamp), time.GetUtcNow() - At);
        return steady > set ? steady : set;
    }
}
