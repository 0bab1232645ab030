namespace Magister.Fleet.Holds;

/// <summary>The pause after a refusal that is not about the offer: it would meet every other offer too. It grows as long as they go on.</summary>
internal sealed class RefusalPause(LiveSettings settings)
{
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>So many machines must give a refusal that nobody knows before it is taken for one that every offer meets.</summary>
    private const int MachinesThatProve = 3;

    private readonly HashSet<long> unexplained = [];
    private DateTimeOffset until = DateTimeOffset.MinValue;
    private string reason = "";
    private bool isKeyRefused;
    private int pauses;

    /// <param name="isOfKey">The key may not do this: nothing can be rented until somebody gives it the right.</param>
    public void Begin(string why, DateTimeOffset now, bool isOfKey = false)
    {
        isKeyRefused = isOfKey;
        until = now + Backoff.After(pauses, settings.Now.PollingInterval, LongestPause);
        reason = why;
        pauses++;
    }

    /// <summary>Vast said no to a rent, and whether to the offer or to what was asked is not known.</summary>
    /// <param name="machineId">Whose offer it was; the offer's id if that is unknown.</param>
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
