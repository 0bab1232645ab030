namespace Magister.Vast.Sending;

/// <summary>A seeded <see cref="Random"/> that several calls may use concurrently.</summary>
internal sealed class Chance(Random random)
{
    private readonly Lock gate = new();

    public double Next()
    {
        lock (gate) return random.NextDouble();
    }
}
