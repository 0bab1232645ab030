namespace Magister.Fleet.Holds;

/// <summary>The pause after a refusal that is not about the offer: it would meet every other offer too. It grows as long as they go on.</summary>
internal sealed class RefusalPause(FleetSettings settings)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private DateTimeOffset until = DateTimeOffset.MinValue;
    private string reason = "";
    private int pauses;

    public void Begin(string why, DateTimeOffset now)
    {
        until = now + Backoff.After(pauses, settings.PollingInterval, LongestPause);
        reason = why;
        pauses++;
    }

    /// <summary>A rent was accepted.</summary>
    public void Forget() => pauses = 0;

    public Hold? At(DateTimeOffset now) => now < until ? new Hold.Refused(reason, until) : null;
}
