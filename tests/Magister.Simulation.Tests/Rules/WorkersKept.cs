using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// Workers are kept: an instance is not destroyed for not working before its time limit since it was last heard to work, for silence before
/// its time limit since it was last heard at all, or for a missing verify once it was heard to work; and one that has truly worked for longer
/// than that, and was heard within its last interval, is destroyed for none of these. For want of a place in Hierophant's list, only while
/// that list was sound, and not one that has it.
/// </summary>
internal sealed class WorkersKept(World world) : Rule(world)
{
    private static readonly TimeSpan WayBack = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    private readonly HashSet<CallerCall> known = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<long, DateTimeOffset> heardAt = [];
    private readonly Dictionary<long, DateTimeOffset> heardToWorkAt = [];
    private readonly HashSet<long> begun = [];

    // In calls, an offer that was rented twice means the newer instance, and what is not known yet is not remembered.
    public override void CallReachedLeader(CallerCall call, long offerId)
    {
        if (call is CallerCall.Pulse && IsMeant(call.InstanceId, offerId)) known.Add(call);
    }

    public override void CallAnswered(CallerCall call, int? status, int directory)
    {
        if (!known.Remove(call) || status is not 200 || directory != World.Lives.Directory) return;
        heardAt[call.InstanceId] = Now;
        if (call is CallerCall.Pulse { State: ContemplantState.Working }) heardToWorkAt[call.InstanceId] = Now;
    }

    public override void LostDirectory()
    {
        heardAt.Clear();
        heardToWorkAt.Clear();
        begun.Clear();
    }

    public override void Recorded(Recorded recorded)
    {
        switch (recorded.Fact)
        {
            // A destroy that was begun goes on, whatever becomes of the worker meanwhile.
            case DestroyIntended intended when begun.Add(intended.InstanceId): Look(intended); break;
            case Adopted adopted: begun.Remove(adopted.InstanceId); break;
            default: break;
        }
    }

    private void Look(DestroyIntended intended)
    {
        if (World.Plan.ClockError.Ticks != 0) return;
        var listFault = World.Callers.LastListPlayed;
        Demand(
            intended.Cause is not DestroyCause.Absent || listFault is HierophantFault.None or HierophantFault.Partial,
            $"instance {intended.InstanceId} is destroyed because Hierophant does not have it, and Hierophant's last list was {listFault}");
        if (World.Books.Find(intended.InstanceId) is not { OfferId: { } offerId } book || !IsMeant(book.Id, offerId)) return;
        if (intended.Cause is DestroyCause.Absent) LookAtList(book);
        else if (World.Plan.PulseInterval is { } interval && heardAt.TryGetValue(book.Id, out var heard)) LookAtWatch(intended, book, Now - heard, interval);
    }

    private void LookAtList(InstanceBook book)
    {
        var schedule = World.Callers.Schedule;
        Demand(
            !schedule.Ask(hierophant => hierophant.Has(book.Id)) || schedule.Find(book.Id) is not { WorksSince: { } back }
                || Now - back < World.Plan.Fleet.HierophantWatch + Slack || World.Plan.Callers.HierophantFault is HierophantFault.Partial,
            $"instance {book.Id} truly works, and is destroyed because Hierophant does not have it");
    }

    private void LookAtWatch(DestroyIntended intended, InstanceBook book, TimeSpan silence, TimeSpan interval)
    {
        var fleet = World.Plan.Fleet;
        DateTimeOffset? worked = heardToWorkAt.TryGetValue(book.Id, out var at) ? at : null;
        var isRight = intended.Cause switch
        {
            DestroyCause.NotWorking => !(Now - worked + WayBack < fleet.ContemplantDown),
            DestroyCause.Silent => silence + WayBack >= Moments.Longer(fleet.ContemplantSilence, 3 * interval),
            DestroyCause.MissedDeadline => worked is null,
            _ => true,
        };
        Demand(isRight, $"instance {book.Id} was heard {silence.TotalSeconds:0} s ago, to work {(Now - worked)?.TotalSeconds:0} s ago, and is destroyed for {intended.Cause} ({intended.Reason})");
        if (intended.Cause is not (DestroyCause.NotWorking or DestroyCause.Silent or DestroyCause.MissedDeadline)) return;
        Demand(
            World.Callers.Schedule.Find(book.Id) is not { WorksSince: { } since } || !(worked > since) || Now - since < fleet.ContemplantDown + Slack || silence > (1.1 * interval) + Slack,
            $"instance {book.Id} truly works, said so {silence.TotalSeconds:0} s ago, and is destroyed for {intended.Cause} ({intended.Reason})");
    }

    private bool IsMeant(long instanceId, long offerId) =>
        World.Lives.Current?.State.Leases.ContainsKey(instanceId) is true && World.Books.Ours.Count(book => book.OfferId == offerId) == 1;
}
