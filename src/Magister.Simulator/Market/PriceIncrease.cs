namespace Magister.Simulator.Market;

/// <summary>A price that a contract is to have.</summary>
/// <param name="Id">By which its owner accepts or rejects it.</param>
/// <param name="BasePrice">USD an hour without storage.</param>
/// <param name="CreatedAt">Since when it is known.</param>
/// <param name="DueAt">From when it counts, unless it is rejected.</param>
internal sealed record PriceIncrease(long Id, double BasePrice, DateTimeOffset CreatedAt, DateTimeOffset DueAt)
{
    /// <summary>Whether its owner has accepted it, and waits for it.</summary>
    public bool Accepted { get; init; }
}
