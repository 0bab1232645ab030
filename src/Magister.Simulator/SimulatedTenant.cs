namespace Magister.Simulator;

/// <summary>Instances on the account that no call rented: another user's, or another Magister's.</summary>
public sealed record SimulatedTenant
{
    /// <summary>Their label.</summary>
    public string? Label { get; init; }

    /// <summary>Their <c>onstart</c>. It is shown and never run.</summary>
    public string? Onstart { get; init; }

    /// <summary>How long ago they were rented. The default value is 0.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>How many of them. The default value is 1, at most 1,000.</summary>
    public int Count { get; set; } = 1;
}
