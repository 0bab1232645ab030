namespace Magister.Telemetry.Metrics;

/// <summary>The meters that are served and exported.</summary>
internal static class Meters
{
    public const string Magister = "Magister";
    public const string Vast = "Magister.Vast";

    /// <summary>The runtime's own.</summary>
    public const string Runtime = "System.Runtime";
}
