namespace Magister.Fleet;

/// <summary>Waits that double.</summary>
internal static class Backoff
{
    private const int DoublingsMost = 20;

    public static TimeSpan After(int failures, TimeSpan first, TimeSpan longest)
    {
        var wait = first * Math.Pow(2, Math.Min(failures, DoublingsMost));
        return wait < longest ? wait : longest;
    }
}
