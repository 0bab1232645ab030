using Magister.Fleet.Facts;
using Magister.Fleet.Market;

namespace Magister.Fleet.Planning;

/// <summary>
/// An instance whose contract is not as agreed is destroyed, as long as nobody has verified it. After that nothing is destroyed for its
/// price: a host may raise it, and an operator may lower the cap.
/// </summary>
internal static class ContractRule
{
    /// <summary>How far a contract may exceed the cap, as a factor: prices move a little between a search and a rent.</summary>
    private const double Tolerance = 1.02;

    /// <summary>This many within the memory hold back rents, for a pause that doubles with each further one.</summary>
    private const int MismatchesThatHold = 3;
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    public static LeaseDecision? Decide(Lease lease) =>
        Mismatch(lease) is { } words ? LeaseDecision.End(lease, DestroyCause.WrongContract, words) : null;

    /// <summary>The difference from the agreed terms, in words; null if there is none, or if it no longer matters.</summary>
    public static string? Mismatch(Lease lease)
    {
        if (lease is not { VerifiedAt: null, Terms: { } terms, Offer: var contract }) return null;
        return terms.Bid is { } bid && contract.IsBid is false ? $"its contract is on demand, for {contract.DphTotal:0.####} USD an hour, and {bid:0.####} was bid for an interruptible one"
            : IsAbove(contract.DphTotal, terms.CostCap) ? $"its contract costs {contract.DphTotal:0.####} USD an hour, and {(terms.Bid is null ? "cost_per_hour" : "the bid with its storage")} was {terms.CostCap:0.####} when it was rented"
            : contract.GpuName is { } gpu && terms.GpuName is { } rented && !GpuName.IsSame(rented, gpu) ? $"its contract is for a {gpu}, and a {rented} was rented"
            : contract.NumGpus < terms.NumGpus ? $"its contract is for {contract.NumGpus} GPUs, and {terms.NumGpus} were rented"
            : null;
    }

    public static bool IsAbove(double? pricePerHour, double cap) => pricePerHour > cap * Tolerance;

    /// <summary>How many contracts were not as agreed lately, and until when nothing is rented for that; null if few, or if it is over.</summary>
    public static (int Count, DateTimeOffset Until)? Pause(FleetState fleet, DateTimeOffset now)
    {
        var ended = fleet.Ended.NewestFirst.TakeWhile(ended => now < ended.At + Memory).Where(ended => ended.Cause is DestroyCause.WrongContract).ToArray();
        if (ended.Length < MismatchesThatHold) return null;
        var until = ended[0].At + Backoff.After(ended.Length - MismatchesThatHold, FirstPause, LongestPause);
        return now < until ? (ended.Length, until) : null;
    }
}
