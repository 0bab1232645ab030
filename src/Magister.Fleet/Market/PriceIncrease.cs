namespace Magister.Fleet.Market;

/// <summary>
/// A higher price requested by a host. It applies from the end of the contract if it is accepted in Vast's console; if not, the
/// contract ends then and is not extended (Vast's own client, <c>show pending-price-increases</c>).
/// </summary>
/// <param name="GpuPerHour">USD per hour for the GPUs; null if that stays and storage, traffic or fees rise.</param>
public sealed record PriceIncrease(double? GpuPerHour);
