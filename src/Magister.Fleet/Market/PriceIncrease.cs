namespace Magister.Fleet.Market;

/// <summary>
/// A higher price that a host asks for. It holds from the end of the contract, if it is accepted there in Vast's console; if not, the
/// contract ends then and is not extended (Vast's own client, <c>show pending-price-increases</c>).
/// </summary>
/// <param name="GpuPerHour">USD an hour for the GPUs; null where that stays and storage, traffic or fees rise.</param>
public sealed record PriceIncrease(double? GpuPerHour);
