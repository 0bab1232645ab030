namespace Magister.Fleet;

/// <summary>The current settings. The configuration may be reloaded while Magister runs, so nobody keeps a copy.</summary>
internal sealed class LiveSettings(FleetSettings first)
{
    public FleetSettings Now { get; set; } = first;
}
