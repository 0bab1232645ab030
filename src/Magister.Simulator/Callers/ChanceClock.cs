using Magister.Simulator.Market;

namespace Magister.Simulator.Callers;

/// <summary>When a random event happens next.</summary>
internal sealed class ChanceClock(Random random)
{
    public DateTimeOffset? NextAt { get; private set; }

    /// <summary>Lets a new mean interval count from the next check on.</summary>
    public void Forget() => NextAt = null;

    /// <summary>Whether it happens once more by now.</summary>
    public bool Strikes(TimeSpan? mean, DateTimeOffset now)
    {
        if (mean is not { } wait) return false;
        NextAt ??= now + random.Wait(wait);
        if (NextAt > now) return false;
        NextAt += random.Wait(wait);
        return true;
    }
}
