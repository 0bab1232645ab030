using System.Collections.Immutable;
using Magister.Fleet.Signing;

namespace Magister.Fleet;

/// <summary>The settings passed to a new instance: where Hierophant and this Magister are, and what its Contemplant should do.</summary>
public sealed record OnstartSettings
{
    /// <summary>Where Contemplants and Hierophant reach this Magister, with the port and without a trailing slash: <c>http://host:8555</c>.</summary>
    public required string MagisterAddress { get; init; }

    /// <summary><c>ws://&lt;ip&gt;:&lt;port&gt;/ws</c>.</summary>
    public required string HierophantAddress { get; init; }

    /// <summary>
    /// The Contemplant's own variables, in the order in which they are exported. Unset ones are not among them.
    /// </summary>
    public required ImmutableArray<KeyValuePair<string, string>> Contemplant { get; init; }

    /// <summary>Signs the drop endpoint; null if it carries no signature.</summary>
    public EndpointSecret? Secret { get; init; }

    /// <summary>How often the watch in an instance reports, in whole seconds; zero, the default, for no watch.</summary>
    public TimeSpan PulseInterval { get; init; }

    /// <summary>How long the watch may go unanswered by any Magister before the instance destroys itself; zero, the default, for never.</summary>
    public TimeSpan AbandonedAfter { get; init; }

    /// <summary>Where an abandoned instance asks to be destroyed, without a trailing slash.</summary>
    public required string VastAddress { get; init; }
}
