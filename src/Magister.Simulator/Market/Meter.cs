namespace Magister.Simulator.Market;

/// <summary>Money that accrues at a rate that changes now and then.</summary>
internal sealed class Meter(DateTimeOffset start)
{
    private DateTimeOffset _since = start;
    private double _settled;

    /// <summary>The current rate in USD an hour.</summary>
    public double Rate { get; private set; }

    public double At(DateTimeOffset now) => _settled + (Rate * (now - _since).TotalHours);

    public void Change(double rate, DateTimeOffset now)
    {
        _settled = At(now);
        _since = now;
        Rate = rate;
    }
}
