namespace Magister.Simulation.Tests.Lives;

/// <summary>The host's clock: it runs as fast as the true one and shows another time.</summary>
internal sealed class WrongClock(TimeProvider time, TimeSpan error) : TimeProvider
{
    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + error;

    public override long GetTimestamp() => time.GetTimestamp();
}
