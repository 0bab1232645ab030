namespace Magister.Fleet.Holds;

/// <summary>The pause after a refusal that is not about the offer and would meet any other one too. It grows while refusals go on.</summary>
internal sealed class RefusalPause(LiveSettings settings)
{
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>How many machines must meet an unknown refusal before every offer is assumed to.</summary>
    private const int MachinesThatProve = 3;

    private readonly HashSet<long> unexplained = [];
    private DateTimeOffset until = DateTimeOffset.MinValue;
    private string reason = "";
    private bool isKeyRefused;
    private int pauses;

    /// <param name="isOfKey">The key lacks this right: nothing can be rented until somebody grants it.</param>
    public void Begin(string why, DateTimeOffset now, bool isOfKey = false)
    {
        isKeyRefused = isOfKey;
        until = now + Backoff.After(pauses, settings.Now.PollingInterval, LongestPause);
        reason = why;
        pauses++;
    }

    /// <summary>Vast refused a rent, and it is unknown whether because of the offer or of the request.</summary>
    /// <param name="machineId">The machine of the offer; the offer's id if that is unknown.</param>
    public void Doubt(long machineId, string why, DateTimeOffset now)
    {
        unexplained.Add(machineId);
        if (unexplained.Count >= MachinesThatProve) Begin(why, now);
    }

    /// <summary>A rent was accepted.</summary>
    public void Forget()
    {
        pauses = 0;
        unexplained.Clear();
    }

    public Hold? At(DateTimeOffset now) => now < until ? new Hold.Refused(reason, until, isKeyRefused) : null;
}
