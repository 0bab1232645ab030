using Magister.Events;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;

namespace Magister.Telemetry;

/// <summary>One log line per fact.</summary>
/// <param name="verifyBy">Returns the deadline for an instance's verification.</param>
internal sealed class FactLog(ILogger<FactLog> log, Func<Lease, DateTimeOffset?> verifyBy)
{
    /// <summary>Logs a fact.</summary>
    /// <param name="isOwn">Whether this Magister recorded it; what another one did is logged at debug level.</param>
    /// <returns>The line's text.</returns>
    public string Write(FleetChange change, bool isOwn = true)
    {
        var line = new HeardLine(log, isOwn ? LogLevel.Critical : LogLevel.Debug);
        if (change.Offer is not { } offer)
        {
            WriteOther(line, change.Fact);
            return line.Text;
        }

        var hardware = new HardwareText(offer);
        using var scope = log.BeginScope(hardware.Properties);
        if (change.Lease is { } lease) WriteLease(line, change.Fact, lease, hardware);
        else WriteRent(line, change.Fact, hardware);
        return line.Text;
    }

    private static void WriteRent(ILogger line, Fact fact, HardwareText hardware)
    {
        switch (fact)
        {
            case RentIntended rent: Log.RentIntended(line, rent.Offer.Id, hardware); break;
            case RentRefused { WasNotSent: true } rent: Log.RentNotSent(line, rent.OfferId, rent.Reason, hardware); break;
            case RentRefused rent: Log.RentRefused(line, rent.OfferId, rent.Reason, hardware); break;
            case RentUncertain rent: Log.RentUncertain(line, rent.OfferId, rent.Reason, hardware); break;
            case RentNeverHappened rent: Log.RentNeverHappened(line, rent.OfferId, hardware); break;
            case Verified verified: Log.VerifiedEarly(line, verified.OfferId, hardware); break;
            case DropRequested drop: Log.DropRequestedEarly(line, drop.OfferId, Dropper(drop), Text(drop.Reason), hardware); break;
            default: WriteOther(line, fact); break;
        }
    }

    private void WriteLease(ILogger line, Fact fact, Lease lease, HardwareText hardware)
    {
        var (instance, offer) = (lease.InstanceId, lease.OfferId);
        switch (fact)
        {
            case RentAccepted { FoundInList: true }: Log.RentFound(line, offer, instance, hardware); break;
            case RentAccepted when verifyBy(lease) is { } by: Log.Rented(line, offer, instance, by, hardware); break;
            case Verified: Log.Verified(line, instance, offer, hardware); break;
            case DropRequested drop: Log.DropRequested(line, instance, offer, Dropper(drop), Text(drop.Reason), hardware); break;
            case DestroyIntended destroy:
                Log.DestroyIntended(line, instance, offer, lease.Destruction?.Attempts ?? 1, destroy.Reason, hardware);
                break;
            case DestroyFailed failed: Log.DestroyFailed(line, instance, offer, failed.Reason, hardware); break;
            case Destroyed: Log.Destroyed(line, instance, offer, lease.Destruction?.Reason ?? "", hardware); break;
            case Adopted: Log.Adopted(line, instance, offer, Standing(lease), hardware); break;
            case SeenMissing: Log.SeenMissing(line, instance, offer, hardware); break;
            case SeenAgain: Log.SeenAgain(line, instance, offer, hardware); break;
            case ConfirmedGone: Log.ConfirmedGone(line, instance, offer, hardware); break;
            case StatusChanged status:
                Log.StatusChanged(line, instance, offer, status.Status ?? "being provisioned", status.Message is { } message ? $" ({message})" : "", hardware);
                break;
            case SeenLabelled: Log.SeenLabelled(line, instance, offer, hardware); break;
            case SeenUnlabelled: Log.SeenUnlabelled(line, instance, offer, hardware); break;
            case LabelFailed failed: Log.LabelFailed(line, instance, offer, failed.Reason, hardware); break;
            case ContractSeen seen: Log.ContractSeen(line, instance, offer, hardware, Until(seen)); break;
            case PriceIncreaseSeen { Increase: { } increase }: Log.PriceIncreasePending(line, instance, offer, Asked(increase), hardware); break;
            case PriceIncreaseSeen: Log.PriceIncreaseOver(line, instance, offer, hardware); break;
            case WorkReported { State: WorkState.Working }: Log.Works(line, instance, offer, hardware); break;
            case WorkReported { State: WorkState.Starting } report: Log.Starts(line, instance, offer, report.Restarts, hardware); break;
            case WorkReported report:
                Log.DoesNotWork(line, instance, offer, WorkText.Describe(report.State), report.Restarts, LastWords(report.LastWords), hardware);
                break;
            case AbsentFromHierophant absent: Log.AbsentFromHierophant(line, instance, offer, absent.AbsentSecs, hardware); break;
            case BackAtHierophant: Log.BackAtHierophant(line, instance, offer, hardware); break;
            case ProofsCounted counted: Log.ProofsCounted(line, instance, offer, counted.Proofs, hardware); break;
            case WentSilent silent: Log.WentSilent(line, instance, offer, silent.SilentSecs, hardware); break;
            case Released released: Log.Released(line, instance, offer, released.Reason, hardware); break;
            default: WriteOther(line, fact); break;
        }
    }

    private static void WriteOther(ILogger line, Fact fact)
    {
        switch (fact)
        {
            case BreakerOpened opened: Log.BreakerOpened(line, opened.Cause); break;
            case Started started: Log.RunBegan(line, started.NumberInstances); break;
            case Paused paused: Log.Paused(line, Who(paused)); break;
            case DrainBegun drain: Log.DrainBegun(line, Who(drain)); break;
            case Resumed resumed: Log.Resumed(line, Who(resumed)); break;
            case Scaled scaled: Log.Scaled(line, Who(scaled), scaled.NumberInstances, scaled.Configured); break;
            case ConfigurationReloaded reloaded: Log.ConfigurationReloaded(line, Who(reloaded), Text(reloaded.Changes)); break;
            case MachineJudged word: Log.MachineJudged(line, word.IsHost ? "Host" : "Machine", word.Id, SteeringText.Describe(word.Judgement), Who(word), Text(word.Reason ?? "")); break;
            case AccountChecked account: Log.AccountChecked(line, account.Credit, account.CanPay ? "can" : "cannot"); break;
            case BillRead bill: Log.BillRead(line, bill.Day, bill.Charges.Count, bill.Charges.Values.Sum()); break;
            case DrainBudgetsSet budgets: Log.DrainBudgetsSet(line, Usd(budgets.PerDay), Usd(budgets.PerMonth)); break;
            case Verified { InstanceId: null } verified: Log.VerifyRemembered(line, verified.OfferId); break;
            default: Log.OfNothingKnown(line, EventKinds.Find(fact)); break;
        }
    }

    private static string Usd(double? budget) => budget is { } usd ? $"{usd:0.##} USD" : "any sum";

    private static string Standing(Lease lease) => lease switch
    {
        { Drop: { } drop } => $"only to destroy it: {drop.Reason}",
        { VerifiedAt: not null } => "which counts as verified",
        _ => "not verified yet",
    };

    private static string Who(IOperatorsWord word) => word.By ?? "an operator";

    private static string Dropper(DropRequested drop) => drop.By is { } name ? $" by {name}" : "";

    private static string Text(string reason) => reason.Length > 0 ? reason : "no reason given";

    private static string Until(ContractSeen seen) =>
        Moments.OfUnixSeconds(seen.EndDate) is { } end ? $", until {end:u}" : "";

    private static string Asked(PriceIncrease increase) =>
        increase.GpuPerHour is { } price ? $"{price:0.####} USD an hour for its GPUs" : "more for storage, traffic or fees";

    private static string LastWords(string? words) => words is null ? "" : $", last words: {words}";
}
