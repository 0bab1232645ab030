using Magister.Journal;
using Magister.Journal.Shared;

namespace Magister.Running.Sharing;

/// <summary>
/// The lead of a fleet: by the database's clock it lasts a while from its last renewal, and here it is counted from before that was asked for, so
/// that it never lasts longer here than there.
/// </summary>
/// <param name="askedAt">The timestamp right before the lead was asked for.</param>
internal sealed class Lead(IFleetDatabase database, long epoch, TimeSpan lease, TimeProvider time, long askedAt)
{
    private const int RenewalsInALease = 3;

    /// <summary>Clocks run apart: of two that each claim to be right, one may be a tenth faster.</summary>
    private const double TrustedShare = 0.8;

    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);

    private long renewedAt = askedAt;
    private long triedAt = askedAt;

    public long Epoch => epoch;

    /// <summary>Whether a call that changes something may be sent. May be asked from any thread.</summary>
    public bool MayAct => time.GetElapsedTime(Volatile.Read(ref renewedAt)) < lease * TrustedShare;

    /// <summary>How long ago the lease was last renewed.</summary>
    public TimeSpan RenewedAgo => time.GetElapsedTime(Volatile.Read(ref renewedAt));

    /// <summary>Renews the lease when that is due.</summary>
    /// <returns>Whether it was due.</returns>
    /// <exception cref="LeadershipLostException">Somebody else leads.</exception>
    /// <exception cref="FleetDatabaseException">It is tried again in a second.</exception>
    public bool RenewIfDue()
    {
        if (RenewedAgo < lease / RenewalsInALease || (triedAt != renewedAt && time.GetElapsedTime(triedAt) < RetryEvery)) return false;
        var asked = triedAt = time.GetTimestamp();
        if (!database.Renew(epoch, lease)) throw new LeadershipLostException();
        Volatile.Write(ref renewedAt, asked);
        return true;
    }
}
