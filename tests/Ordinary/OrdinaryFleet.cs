using Magister.Fleet;
using Magister.Fleet.Market;

namespace Magister.Ordinary;

/// <summary>A fleet's settings unless a test specifies otherwise: the configuration's defaults.</summary>
internal static class OrdinaryFleet
{
    public static OfferQuery Query => new() { GpuNames = ["RTX 4090"], CostPerHour = 0.5, DiskSpace = 16, AllocatedStorage = 16 };

    public static OnstartSettings Onstart => new()
    {
        MagisterAddress = "http://magister.example:8555",
        VastAddress = "https://console.vast.ai",
        HierophantAddress = "ws://hierophant.example:9010/ws",
        Contemplant = [],
    };

    public static FleetSettings Settings(int number) => new()
    {
        NumberInstances = number,
        Query = Query,
        TemplateHash = "template",
        Onstart = Onstart,
        PollingInterval = TimeSpan.FromSeconds(30),
        VerificationTimeout = TimeSpan.FromSeconds(180),
        ConsistencyWindow = TimeSpan.FromSeconds(30),
        UnhealthyGrace = TimeSpan.FromSeconds(120),
        MachineCooldown = TimeSpan.FromSeconds(600),
        ContemplantSilence = TimeSpan.FromSeconds(300),
        ContemplantDown = TimeSpan.FromSeconds(180),
        KeepsEvidence = true,
        BreakerFailures = 3,
        ReplaceBeforeEnd = TimeSpan.FromSeconds(600),
        BreakerLongestPause = TimeSpan.FromSeconds(1800),
    };
}
