using Magister.Fleet.Facts;

namespace Magister.Fleet;

public sealed partial class Engine
{
    private CallerReply.VerifyAccepted Verify(long offerId, DateTimeOffset now)
    {
        if (State.LivingOf(offerId) is { } lease)
        {
            if (lease.VerifiedAt is null) Record(new Verified(offerId, lease.InstanceId), now);
            return new CallerReply.VerifyAccepted(true);
        }

        if (State.Rents.TryGetValue(offerId, out var rent))
        {
            if (rent.VerifiedAt is null) Record(new Verified(offerId, null), now);
            return new CallerReply.VerifyAccepted(true);
        }

        notices.Add(new Notice.VerifyOfUnknown(offerId));
        var remembered = State.EarlyVerifies.Since(now - FleetState.EarlyVerifyMemory);
        if (remembered.Count < FleetState.EarlyVerifiesMost && !remembered.ContainsKey(offerId)) Record(new Verified(offerId, null), now);
        return new CallerReply.VerifyAccepted(false);
    }

    private CallerReply Drop(EngineInput.DropReceived drop, DateTimeOffset now)
    {
        if (State.LivingOf(drop.OfferId) is { } lease)
        {
            if (lease.Drop is null) Record(new DropRequested(drop.OfferId, lease.InstanceId, drop.Reason), now);
            return new CallerReply.DropAccepted(drop.OfferId, lease.InstanceId);
        }

        if (State.Rents.TryGetValue(drop.OfferId, out var rent))
        {
            if (rent.Drop is null) Record(new DropRequested(drop.OfferId, null, drop.Reason), now);
            return new CallerReply.DropAccepted(drop.OfferId, null);
        }

        if (State.DroppedOf(drop.OfferId) is { } dropped) return new CallerReply.DropAccepted(drop.OfferId, dropped.InstanceId);
        if (State.EarlyDrops.ContainsKey(drop.OfferId)) return new CallerReply.DropAccepted(drop.OfferId, null);
        notices.Add(new Notice.DropOfUnknown(drop.OfferId));
        return new CallerReply.DropOfUnknown(drop.OfferId);
    }
}
