namespace Magister.Fleet.Market;

/// <summary>How GPUs are called.</summary>
public static class GpuName
{
    /// <summary>Whether two names are one GPU's: Vast's own tools write RTX_4090 where the offers have RTX 4090.</summary>
    public static bool IsSame(string one, string other) =>
        string.Equals(one.Replace('_', ' '), other.Replace('_', ' '), StringComparison.OrdinalIgnoreCase);
}
