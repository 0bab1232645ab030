using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Truth;

/// <summary>A request of Magister's on its way to Vast, or there. It goes on when the life that sent it is over.</summary>
internal sealed class Sending(VastEndpoint endpoint, long? targetId, int life, int number, DateTimeOffset passedAt)
{
    public VastEndpoint Endpoint => endpoint;

    /// <summary>The offer of a rent, the instance of the others.</summary>
    public long? TargetId => targetId;

    /// <summary>The life that sent it, counted from 1.</summary>
    public int Life => life;

    /// <summary>How many instances that life wanted.</summary>
    public int Number => number;

    /// <summary>The state directory in which its intent is, counted from 1.</summary>
    public required int Directory { get; init; }

    /// <summary>When its turn came.</summary>
    public DateTimeOffset PassedAt => passedAt;

    /// <summary>When what it does was intended; null for a question.</summary>
    public DateTimeOffset? IntendedAt { get; init; }

    /// <summary>The machine of a rent's offer.</summary>
    public long? MachineId { get; init; }

    /// <summary>Its ordinal in the market's books.</summary>
    public long? Call { get; set; }

    public DateTimeOffset? ArrivedAt { get; set; }

    /// <summary>Nothing can come of it any more: Vast has done what it asks, or not, or it never gets there.</summary>
    public bool IsOver { get; set; }

    /// <summary>What was answered is not what is true.</summary>
    public bool WasLiedTo { get; set; }

    /// <summary>Rows of a page were left out.</summary>
    public bool WasCutShort { get; set; }

    /// <summary>How many instances a page of a list says there are.</summary>
    public int? Total { get; set; }
}
