using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;

namespace Magister.Simulation.Tests.Rules;

/// <summary>Rule 4, first half: for every destroy, the recorded reason is true of the market, or was when the last list showed it.</summary>
internal sealed class DestroysExplained(World world) : Rule(world)
{
    private static readonly TimeSpan RoundedStart = TimeSpan.FromMilliseconds(10);

    private readonly List<(long OfferId, DateTimeOffset At)> drops = [];
    private readonly HashSet<long> saidToHaveEnded = [];
    private readonly HashSet<long> adoptedToGo = [];
    private readonly HashSet<long> begun = [];
    private DateTimeOffset listBegunAt = world.Time.Start;

    // Deadlines and graces survive a restart in terms of the host's clock.
    private bool IsClockWrong => World.Plan.ClockError > TimeSpan.Zero;

    // With several Magisters, one may stand still, or lose the database, while another one rents the offer again.
    private bool MayComeLate => World.Plan.Sharing is not null;

    public override void CallArrived(CallerCall call, long offerId)
    {
        if (call is CallerCall.Drop) drops.Add((offerId, Now));
    }

    public override void Took(TakenList list) => listBegunAt = list.BegunAt;

    public override void LostDirectory()
    {
        begun.Clear();
        adoptedToGo.Clear();
        saidToHaveEnded.Clear();
    }

    public override void Recorded(Recorded recorded)
    {
        switch (recorded.Fact)
        {
            case DestroyIntended intended when begun.Add(intended.InstanceId): Explain(intended); break;
            case Destroyed destroyed: End(destroyed.InstanceId); break;
            case ConfirmedGone gone: End(gone.InstanceId); break;
            case Released released: End(released.InstanceId); break;
            case Adopted adopted: Adopt(adopted); break;
            default: break;
        }
    }

    private void End(long instanceId)
    {
        saidToHaveEnded.Add(instanceId);
        begun.Remove(instanceId);
        adoptedToGo.Remove(instanceId);
    }

    private void Adopt(Adopted adopted)
    {
        begun.Remove(adopted.InstanceId);
        if (adopted.DropReason is null) return;
        Demand(saidToHaveEnded.Contains(adopted.InstanceId), $"instance {adopted.InstanceId} is taken over to be destroyed, and nothing says that it had ended");
        adoptedToGo.Add(adopted.InstanceId);
    }

    private void Explain(DestroyIntended intended)
    {
        World.Tally.Count("destroy", intended.Cause.ToString());
        if (intended.Reason.Contains("; its log: ", StringComparison.Ordinal)) World.Tally.Count("destroy", "with a line of its log");
        if (World.Books.Find(intended.InstanceId) is not { } book)
        {
            Broken($"instance {intended.InstanceId} is to be destroyed and never was");
            return;
        }

        var isTrue = intended.Cause switch
        {
            DestroyCause.Dropped => adoptedToGo.Contains(book.Id) || drops.Exists(drop => drop.OfferId == book.OfferId && (drop.At >= book.MeantSince || MayComeLate)),
            DestroyCause.MissedDeadline => IsClockWrong || Now >= (book.Rent?.PassedAt ?? book.Truth.RentedAt) + World.Plan.Fleet.VerificationTimeout - RoundedStart,
            DestroyCause.Unhealthy => IsUnhealthy(book),
            DestroyCause.NotWorking or DestroyCause.Silent or DestroyCause.Absent => true,
            DestroyCause.BootFailed => WasListed(book, entry => Fleet.InstanceStatus.IsFinalFailure(entry.Status, entry.Message)),
            DestroyCause.Unlabelled => World.Facts.HasLabelFailed(book.Id),
            DestroyCause.WrongContract => IsWrong(book),
            DestroyCause.Outbid => book.Truth is { IsBid: true, TargetState: Fleet.InstanceStatus.Stopped } || (book.Truth.IsBid && WasListed(book, entry => entry.Status is Fleet.InstanceStatus.Stopped)),
            DestroyCause.Surplus => IsSurplus(),
            DestroyCause.Expiring => IsAboutToEnd(book),
            DestroyCause.Cheaper => World.Plan.Fleet.ReplaceWhenCheaper is not null,
            DestroyCause.Drained => World.Facts.Steering.Mode is Fleet.SteeringMode.Draining || (World.Lives.Current is Life life && World.Budgets.MayDrain(life)),
            _ => false,
        };
        Demand(isTrue, $"instance {book.Id} is destroyed for {intended.Cause} ({intended.Reason}), and that is not so");
    }

    // Of several that end together, the first ones go earlier.
    private bool IsAboutToEnd(InstanceBook book)
    {
        var (fleet, left) = (World.Plan.Fleet, book.Truth.EndDate - Now);
        var inexact = RoundedStart + World.Plan.Desk.ClockSkew.Duration();
        return !book.Truth.Offer.HidesEnd && (IsClockWrong || (left > -inexact && left <= fleet.ReplaceBeforeEnd + (World.Books.Ours.Count * fleet.VerificationTimeout) + inexact));
    }

    private bool IsUnhealthy(InstanceBook book) => !CountsAsVerified(book)
        ? HasBeen(book, entry => Fleet.InstanceStatus.IsUnhealthy(entry.Status), World.Plan.Fleet.UnhealthyGrace)
        : (WasListed(book, entry => IsStill(entry) && !Fleet.InstanceStatus.IsBooting(entry.Status)) && HasBeen(book, IsStill, World.Plan.Fleet.UnhealthyGrace))
            || (WasListed(book, entry => Fleet.InstanceStatus.IsBooting(entry.Status)) && HasBeen(book, IsStill, World.Plan.Fleet.VerificationTimeout));

    // Its own answer may have been lost.
    private bool CountsAsVerified(InstanceBook book) =>
        book.VerifiedAt is not null || (World.Lives.Current is Life life && life.State.Leases.GetValueOrDefault(book.Id)?.VerifiedAt is not null);

    private static bool IsStill(StatusEntry entry) => entry.Status is not Fleet.InstanceStatus.Running;

    private bool HasBeen(InstanceBook book, Func<StatusEntry, bool> such, TimeSpan forAtLeast) =>
        WasListed(book, such) && (IsClockWrong || book.Was(such, DateTimeOffset.MinValue, Now - forAtLeast));

    private bool IsWrong(InstanceBook book) => book.Rent is not null
        && (book.Truth.TotalPrice > 1.02 * Agreed(book) || book.Truth.IsBid != book.Truth.Request.Bid is not null || book.Truth.Gpu != book.Truth.Machine.Gpu);

    private double Agreed(InstanceBook book) => book.Truth.Request.Bid + book.Truth.StoragePrice ?? World.Plan.Fleet.Query.CostPerHour;

    private bool WasListed(InstanceBook book, Func<StatusEntry, bool> such) => book.Was(such, listBegunAt, Now);

    private bool IsSurplus()
    {
        if (World.Lives.Current is not Life life) return true;
        var window = World.Plan.Fleet.ConsistencyWindow;
        var notYetMissed = listBegunAt - Longer(World.Plan.Market.Linger, window);

        // An instance known for less than the window is not missed yet, even if it was gone before it was known.
        var young = life.State.Leases.Values.Count(lease =>
            World.Books.Find(lease.InstanceId) is { } book && (book.Truth.GoneAt < notYetMissed || (!book.IsOurs && book.ForeignSince < notYetMissed))
            && Now - (life.Now - lease.KnownSince) + window > listBegunAt);
        return World.Books.Ours.Count + World.Books.LostOursSince(notYetMissed) + young + life.State.Rents.Count > life.NumberInstances;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
