using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Truth;

/// <summary>A request of Magister's on its way to Vast, or there. It continues when the life that sent it is over.</summary>
internal sealed class Sending(VastEndpoint endpoint, long? targetId, int life, int number, DateTimeOffset passedAt)
{
    public VastEndpoint Endpoint => endpoint;

    /// <summary>The offer of a rent, otherwise the instance.</summary>
    public long? TargetId => targetId;

    /// <summary>The life that sent it, counted from 1.</summary>
    public int Life => life;

    /// <summary>How many instances that life wanted.</summary>
    public int Number => number;

    /// <summary>The number, from 1, of the state directory that holds its intent.</summary>
    public required int Directory { get; init; }

    /// <summary>When its turn came.</summary>
    public DateTimeOffset PassedAt => passedAt;

    /// <summary>When its effect was intended; null for a query.</summary>
    public DateTimeOffset? IntendedAt { get; init; }

    /// <summary>The machine of a rent's offer.</summary>
    public long? MachineId { get; init; }

    /// <summary>Its ordinal in the market's records.</summary>
    public long? Call { get; set; }

    public DateTimeOffset? ArrivedAt { get; set; }

    /// <summary>Whether nothing can come of it any more: Vast has done what it asks, or not, or it never arrives.</summary>
    public bool IsOver { get; set; }

    /// <summary>Whether the answer was not true.</summary>
    public bool WasLiedTo { get; set; }

    /// <summary>Whether rows of a page were left out.</summary>
    public bool WasCutShort { get; set; }

    /// <summary>The total number of instances that a page of a list states.</summary>
    public int? Total { get; set; }
}
