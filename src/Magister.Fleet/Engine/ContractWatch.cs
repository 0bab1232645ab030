using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;

namespace Magister.Fleet;

/// <summary>Reads the price, hardware and end of contracts from the list, and reports those kept although above the cap or on demand.</summary>
internal sealed class ContractWatch(LiveSettings settings, StepBuilder step)
{
    /// <summary>USD per hour; a smaller difference is rounding.</summary>
    private const double MinDifference = 1e-6;

    /// <summary>The end varies slightly from list to list, which is not worth a fact each time.</summary>
    private const double MinSecondsOfShift = 10;

    // The instances reported as above the cap, and as on demand.
    private readonly HashSet<long> told = [];
    private readonly HashSet<long> toldOnDemand = [];

    /// <summary>Looks at the row of an instance of ours.</summary>
    public void Look(ListedInstance row, DateTimeOffset now)
    {
        if (News(row, step.State.Leases[row.Id].Offer) is { } news) step.Record(news, now);
        var lease = step.State.Leases[row.Id];
        var cap = settings.Now.Query.CostPerHour;
        if (!ContractRule.IsAbove(lease.Offer.DphTotal, cap) || lease.ShouldDrop || ContractRule.Mismatch(lease) is not null) told.Remove(row.Id);
        else if (told.Add(row.Id)) step.Notice(new Notice.DearerThanCap(row.Id, lease.Offer.DphTotal!.Value, cap));
        if (lease is not { ShouldDrop: false, VerifiedAt: not null, Terms.Bid: { } bid, Offer.IsBid: false }) toldOnDemand.Remove(row.Id);
        else if (toldOnDemand.Add(row.Id)) step.Notice(new Notice.NotInterruptible(row.Id, lease.Offer.DphTotal, bid));
    }

    private static ContractSeen? News(ListedInstance row, Offer known)
    {
        var (price, storage, gpu) = (Offer.SoundPrice(row.Hardware.DphTotal), Offer.SoundPrice(row.Hardware.StorageTotalCost), row.Hardware.GpuName);
        var gpus = row.Hardware.NumGpus is > 0 ? row.Hardware.NumGpus : null;
        var end = Moments.OfUnixSeconds(row.Hardware.EndDate) is null ? null : row.Hardware.EndDate;
        var isNews = IsOther(price, known.DphTotal) || IsOther(storage, known.StorageTotalCost)
            || (gpu is not null && (known.GpuName is not { } other || !GpuName.IsSame(gpu, other)))
            || (gpus is not null && gpus != known.NumGpus)
            || (end is { } endsAt && !(Math.Abs(endsAt - (known.EndDate ?? double.NaN)) <= MinSecondsOfShift))
            || (row.Hardware.IsBid is { } isBid && isBid != (known.IsBid ?? false))
            || (row.Hardware.MachineId is { } machine && machine != known.MachineId);
        return isNews ? new ContractSeen(row.Id, price, gpu, gpus, row.Hardware.MachineId, storage, end, row.Hardware.IsBid) : null;
    }

    private static bool IsOther(double? price, double? known) => price is { } told && !(Math.Abs(told - (known ?? double.NaN)) <= MinDifference);
}
