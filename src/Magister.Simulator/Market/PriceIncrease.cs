namespace Magister.Simulator.Market;

/// <summary>A new price for a contract.</summary>
/// <param name="Id">The id with which its owner accepts or rejects it.</param>
/// <param name="BasePrice">USD an hour without storage.</param>
/// <param name="CreatedAt">When it was announced.</param>
/// <param name="DueAt">When it takes effect, unless it is rejected.</param>
internal sealed record PriceIncrease(long Id, double BasePrice, DateTimeOffset CreatedAt, DateTimeOffset DueAt)
{
    /// <summary>Whether its owner has accepted it; it then takes effect when due.</summary>
    public bool Accepted { get; init; }
}
