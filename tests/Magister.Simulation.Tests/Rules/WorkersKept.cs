using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// Workers are kept: an instance is not destroyed for not working before its time limit since it was last heard to work, for silence before
/// its time limit since it was last heard at all, or for a missing verify once it was heard to work; and one that has truly worked for longer
/// than that, and was heard within its last interval, is destroyed for none of these.
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
        if (World.Plan is not { PulseInterval: { } interval, ClockError.Ticks: 0, Fleet: var fleet }) return;
        Demand(
            intended.Cause is not DestroyCause.Absent || World.Callers.LastListPlayed is HierophantFault.None or HierophantFault.Partial,
            $"instance {intended.InstanceId} is destroyed because Hierophant does not have it, and Hierophant's last list was {World.Callers.LastListPlayed}");
        if (World.Books.Find(intended.InstanceId) is not { OfferId: { } offerId } book || !IsMeant(book.Id, offerId) || !heardAt.TryGetValue(book.Id, out var heard)) return;
        var silence = Now - heard;
        DateTimeOffset? worked = heardToWorkAt.TryGetValue(book.Id, out var at) ? at : null;
        var isRight = intended.Cause switch
        {
            DestroyCause.NotWorking => !(Now - worked + WayBack < fleet.ContemplantDown),
            DestroyCause.Absent => !World.Callers.Schedule.Ask(hierophant => hierophant.Has(book.Id)) || World.Callers.Schedule.Find(book.Id) is not { WorksSince: { } back }
                || Now - back < fleet.HierophantWatch + Slack || World.Plan.Callers.HierophantFault is HierophantFault.Partial,
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
