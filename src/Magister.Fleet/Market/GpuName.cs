namespace Magister.Fleet.Market;

/// <summary>Compares the names of GPUs.</summary>
public static class GpuName
{
    /// <summary>Whether two names mean the same GPU: Vast's own tools write RTX_4090 where the offers have RTX 4090.</summary>
    public static bool IsSame(string one, string other) =>
        string.Equals(one.Replace('_', ' '), other.Replace('_', ' '), StringComparison.OrdinalIgnoreCase);
}
