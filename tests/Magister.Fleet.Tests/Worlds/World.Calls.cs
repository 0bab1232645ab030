using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Worlds;

/// <summary>Rents and destroys: when they take effect, and what the answers say.</summary>
internal sealed partial class World
{
    private void Leave(EngineCall call)
    {
        var (mine, number) = (life, settings.NumberInstances);
        var (effect, answer) = (Soon(4), Soon(6));
        switch (call)
        {
            case EngineCall.Rent rent when Fault():
                var happens = random.Next(3) > 0;
                if (happens) After(effect, () => Rent(rent.Order, number));
                var told = happens ? new Outcome<long>.Unknown("reset") : NoRent();
                After(answer, () => Arrive(mine, rent.Ended(told)));
                break;
            case EngineCall.Rent rent:
                After(effect, () =>
                {
                    Outcome<long> outcome = Rent(rent.Order, number) is { } id
                        ? new Outcome<long>.Done(id)
                        : new Outcome<long>.Refused(RefusalKind.OfferGone, "no_such_ask");
                    After(answer, () => Arrive(mine, rent.Ended(outcome)));
                });
                break;
            case EngineCall.Destroy destroy when Fault():
                if (random.Next(2) == 0) After(effect, () => Destroy(destroy.InstanceId));
                var failed = new Outcome<DestroyConfirmation>.Unknown("HTTP 503");
                After(answer, () => Arrive(mine, destroy.Ended(failed)));
                break;
            case EngineCall.Destroy destroy:
                After(effect, () =>
                {
                    var done = Done(new DestroyConfirmation(!Destroy(destroy.InstanceId)));
                    After(answer, () => Arrive(mine, destroy.Ended(done)));
                });
                break;
        }

        Tell(new EngineInput.CallSent(call));
    }

    private Outcome<long> NoRent() => random.Next(5) switch
    {
        0 => new Outcome<long>.Refused(RefusalKind.OfferGone, "no_such_ask"),
        1 => new Outcome<long>.Refused(RefusalKind.AccountCannotPay, "insufficient_credit"),
        2 => new Outcome<long>.Limited("HTTP 429"),
        3 => new Outcome<long>.Unauthorised("403"),
        _ => new Outcome<long>.Unknown("timeout"),
    };

    private long? Rent(RentOrder rentOrder, int numberWhenIntended)
    {
        if (market.Rent(rentOrder, now) is not { } id) return null;
        Rents++;
        Check(market.Ours.Count() <= numberWhenIntended, "more are alive than wanted");
        if (!Fault()) After(random.Next(4) == 0 ? 0.1 : 20 + Soon(120), () => Verify(id));
        After(10 + Soon(20), () => market.Change(id, row => row with { ActualStatus = "running" }));
        return id;
    }

    private bool Destroy(long instance)
    {
        Check(!market.Foreign.Contains(instance), "a foreign instance is destroyed");
        var cause = causes[instance];
        Check(cause is not DestroyCause.MissedDeadline || !verified.Contains(instance), "a verified instance is destroyed for its deadline");
        return market.Destroy(instance, now, random.Next(3) == 0);
    }

    private void CheckIntent(EngineCall call)
    {
        var intended = call switch
        {
            EngineCall.Rent rent => known.Rents.TryGetValue(rent.Order.OfferId, out var pending) && !pending.IsUncertain,
            EngineCall.Destroy destroy => known.Leases.TryGetValue(destroy.InstanceId, out var lease) && lease.Destruction is { UnderWay: true },
            _ => true,
        };
        Check(intended, $"there is no intent on disk for {call}");
    }
}
