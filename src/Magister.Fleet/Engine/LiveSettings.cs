namespace Magister.Fleet;

/// <summary>The settings as they are now: the configuration may be read again while Magister runs, so nobody keeps a copy.</summary>
internal sealed class LiveSettings(FleetSettings first)
{
    public FleetSettings Now { get; set; } = first;
}
