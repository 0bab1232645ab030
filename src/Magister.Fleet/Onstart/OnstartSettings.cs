using System.Collections.Immutable;
using Magister.Fleet.Signing;

namespace Magister.Fleet;

/// <summary>What a new instance is told: where Hierophant is, where this Magister is, and what its Contemplant shall do.</summary>
public sealed record OnstartSettings
{
    /// <summary>Where Contemplants and Hierophant reach this Magister, port included and no slash at the end: <c>http://host:8555</c>.</summary>
    public required string MagisterAddress { get; init; }

    /// <summary><c>ws://&lt;ip&gt;:&lt;port&gt;/ws</c>.</summary>
    public required string HierophantAddress { get; init; }

    /// <summary>
    /// The Contemplant's own variables in the order in which they are exported. A variable that is unset is not among them.
    /// </summary>
    public required ImmutableArray<KeyValuePair<string, string>> Contemplant { get; init; }

    /// <summary>Signs the drop endpoint; null if it carries no signature.</summary>
    public EndpointSecret? Secret { get; init; }

    /// <summary>How often the watch in an instance reports, in whole seconds; zero, the default, where there is no watch.</summary>
    public TimeSpan PulseInterval { get; init; }

    /// <summary>How long no Magister may answer the watch before the instance destroys itself; zero, the default, for never.</summary>
    public TimeSpan AbandonedAfter { get; init; }

    /// <summary>Where an abandoned instance asks to be destroyed, without a slash at the end.</summary>
    public string VastAddress { get; init; } = "https://console.vast.ai";
}
