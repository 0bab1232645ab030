using Magister.Simulator.Market;

namespace Magister.Simulator.Callers;

/// <summary>When something happens that comes at random.</summary>
internal sealed class ChanceClock(Random random)
{
    public DateTimeOffset? NextAt { get; private set; }

    /// <summary>A new mean interval counts from the next look on.</summary>
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
