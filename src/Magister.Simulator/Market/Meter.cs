namespace Magister.Simulator.Market;

/// <summary>Money that runs at a rate which changes now and then.</summary>
internal sealed class Meter(DateTimeOffset start)
{
    private DateTimeOffset _since = start;
    private double _settled;

    /// <summary>USD an hour, now.</summary>
    public double Rate { get; private set; }

    public double At(DateTimeOffset now) => _settled + (Rate * (now - _since).TotalHours);

    public void Change(double rate, DateTimeOffset now)
    {
        _settled = At(now);
        _since = now;
        Rate = rate;
    }
}
