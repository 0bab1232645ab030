using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;

namespace Magister.Fleet;

/// <summary>The state of the API key and the account, and when to ask Vast about the account.</summary>
internal sealed class AccountWatch(LiveSettings settings)
{
    private static readonly TimeSpan RefusalsApart = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LookWhileAmple = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(1);
    private const double AmpleHours = 72;

    private DateTimeOffset notBefore = DateTimeOffset.MinValue;
    private DateTimeOffset lookAt = DateTimeOffset.MinValue;
    private DateTimeOffset askedAt = DateTimeOffset.MinValue;
    private DateTimeOffset? keyRefusedSince;
    private bool isAsking;

    /// <summary>Vast's reason when it last refused the API key; null once a later call has succeeded.</summary>
    public string? KeyRefusal { get; private set; }

    /// <summary>The remaining credit, as far as Vast has reported it.</summary>
    public CreditLook Look { get; private set; } = CreditLook.None;

    /// <summary>Learns from the end of a call whether Vast accepts the key.</summary>
    public void Hear(EngineInput.CallEnded ended, DateTimeOffset now)
    {
        KeyRefusal = ended.KeyRefusalAfter(KeyRefusal);
        keyRefusedSince = KeyRefusal is null ? null : keyRefusedSince ?? now;
    }

    /// <summary>Whether the key is refused for good: one refusal may be a glitch at Vast, so it takes a second, some seconds later.</summary>
    public bool IsKeyRefusedAgain(DateTimeOffset now) => now - keyRefusedSince >= RefusalsApart;

    /// <summary>
    /// Whether to ask now: often while every instance is stopped and the account is not known to be able to pay, immediately if an interruptible
    /// instance has stopped since the last time, otherwise now and then.
    /// </summary>
    /// <param name="hasLooked">A first complete list has arrived.</param>
    public Due AskDue(FleetState fleet, bool hasLooked, DateTimeOffset now)
    {
        if (isAsking) return Due.Never;
        var isUnsettled = CreditRule.AllStopped(fleet) && !(fleet.Account is { CanPay: true } && CreditRule.IsSettled(fleet));
        return !fleet.Index.Interrupted.IsEmpty ? Due.At(IsOlderThanStops(fleet) ? now : notBefore, now)
            : isUnsettled ? Due.At(notBefore, now)
            : hasLooked ? Due.At(lookAt, now) : Due.Never;
    }

    public void Asking(DateTimeOffset now)
    {
        (isAsking, askedAt) = (true, now);
        Look = Look with { At = Look.At ?? now };
    }

    public void AskEnded(AccountStanding? standing, FleetState fleet, DateTimeOffset now)
    {
        (isAsking, notBefore) = (false, now + settings.Now.PollingInterval);
        if (standing is not null) Look = new CreditLook(standing.Credit, now, standing.AccountId);
        lookAt = now + (standing is null ? AskAgainAfter : Look.HoursLeftAt(fleet, now) is not <= AmpleHours ? LookWhileAmple : LookEvery);
    }

    /// <summary>The fact to record about the account's standing; null if it is no news.</summary>
    public AccountChecked? News(AccountStanding standing, FleetState fleet)
    {
        var isNews = !CreditRule.IsSettled(fleet) || fleet.Account!.CanPay != standing.CanPay;
        var isWanted = (CreditRule.AllStopped(fleet) && isNews) || !fleet.Index.Interrupted.IsEmpty;
        return isWanted && !IsOlderThanStops(fleet) ? new AccountChecked(standing.Credit, standing.CanPay) : null;
    }

    // A question asked before a stop may have been answered with the state before it.
    private bool IsOlderThanStops(FleetState fleet) => fleet.Index.Stopped is { IsEmpty: false } stopped && askedAt < stopped.Max.At;
}
