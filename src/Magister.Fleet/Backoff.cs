namespace Magister.Fleet;

/// <summary>Waits that double with each failure.</summary>
internal static class Backoff
{
    private const int MaxDoublings = 20;

    public static TimeSpan After(int failures, TimeSpan first, TimeSpan longest)
    {
        var wait = first * Math.Pow(2, Math.Min(failures, MaxDoublings));
        return wait < longest ? wait : longest;
    }
}
