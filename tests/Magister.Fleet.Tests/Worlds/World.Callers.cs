namespace Magister.Fleet.Tests.Worlds;

/// <summary>Contemplants, Hierophant and the account's owner; the promises made to them are checked at the end.</summary>
internal sealed partial class World
{
    private readonly HashSet<long> verified = [];
    private readonly HashSet<long> dropped = [];
    private readonly HashSet<long> kept = [1, 2, 3, 4];

    // A Contemplant without an answer starts over and calls again.
    private void Verify(long instance)
    {
        if (!market.IsAlive(instance) || verified.Contains(instance)) return;
        Tell(new EngineInput.VerifyReceived(market.OfferOf(instance)), _ => verified.Add(instance));
        if (!verified.Contains(instance)) After(10, () => Verify(instance));
    }

    private void Drop(long instance) => Tell(
        new EngineInput.DropReceived(market.OfferOf(instance), "as asked"),
        reply =>
        {
            Check(reply is CallerReply.DropAccepted, "a drop of an instance of ours is refused");
            dropped.Add(instance);
        });

    private void DropTheOldest()
    {
        if (market.Ours.Order().Cast<long?>().FirstOrDefault() is { } oldest) Drop(oldest);
    }

    /// <summary>Every minute or two, something is done to one of the instances.</summary>
    private void Meddle()
    {
        if (!Troubled) return;
        After(30 + Soon(90), Meddle);
        if (IsKilledNow()) Restart();
        var ours = market.Ours.Order().ToArray();
        if (ours.Length == 0) return;
        var one = ours[random.Next(ours.Length)];
        switch (random.Next(6))
        {
            case 0 or 1:
                Drop(one);
                break;
            case 2:
                market.Destroy(one, now, sameOffer: false);
                break;
            case 3:
                market.Change(one, row => row with { ActualStatus = random.Next(2) == 0 ? "exited" : "offline" });
                break;
            // One that will go anyway is not worth keeping: its destroy may be on its way.
            case 4 when plan.OperatorsRelabel && verified.Contains(one) && !dropped.Contains(one) && market.Show(one)!.ActualStatus is "running":
                market.Change(one, row => row with { Label = "mine now" });
                kept.Add(one);
                break;
        }
    }

    private void CheckTheEnd()
    {
        Check(market.Ours.Order().SequenceEqual(engine.State.Leases.Keys), "what is alive is not what is known");
        Check(kept.All(market.IsAlive), "something foreign is gone");
        Check(!dropped.Any(instance => market.IsAlive(instance)), "an accepted drop was forgotten");
        Check(engine.State.ToFacts().SequenceEqual(History.Fold(disk).ToFacts()), "the journal tells another story");
    }

    private void Check(bool holds, string otherwise)
    {
        if (!holds) Assert.Fail($"{plan}, at {(now - Build.Epoch).TotalSeconds:0.000} s, life {life}: {otherwise}");
    }
}
