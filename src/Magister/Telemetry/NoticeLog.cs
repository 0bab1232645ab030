using Magister.Fleet;

namespace Magister.Telemetry;

/// <summary>One log line per notice.</summary>
internal static class NoticeLog
{
    public static void Write(ILogger log, SparseLog sparse, Notice notice)
    {
        switch (notice)
        {
            case Notice.VerifyOfUnknown verify when sparse.Takes(SparseLog.UnknownVerifies): Log.VerifyOfUnknown(log, verify.OfferId); break;
            case Notice.DropOfUnknown drop when sparse.Takes(SparseLog.UnknownDrops): Log.DropOfUnknown(log, drop.OfferId); break;
            case Notice.VerifyOfUnknown or Notice.DropOfUnknown: break;
            case Notice.PromiseBroken broken: Log.PromiseBroken(log, broken.What); break;
            case Notice.LookedAtVast looked: Log.LookedAtVast(log, looked.Listed, looked.Ours); break;
            case Notice.CallFailed failed: Log.CallFailed(log, failed.Call, failed.Reason); break;
            case Notice.FewOffers few: Log.FewOffers(log, few.Usable, few.Needed); break;
            case Notice.DearerThanCap dear: Log.DearerThanCap(log, dear.InstanceId, dear.PricePerHour, dear.Cap); break;
            case Notice.NotInterruptible kept: Log.NotInterruptible(log, kept.InstanceId, kept.PricePerHour, kept.Bid); break;
            case Notice.FilterMisapplied wrong: Log.FilterMisapplied(log, wrong.Filters, wrong.Offers); break;
            case Notice.RentsHeldBack held: Log.RentsHeldBack(log, held.Reason, held.LiftedBy); break;
            case Notice.RentsResumed: Log.RentsResumed(log); break;
            default: throw new InvalidOperationException($"A notice of the kind {notice.GetType().Name} has no words.");
        }
    }
}
