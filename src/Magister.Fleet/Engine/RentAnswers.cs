using Magister.Fleet.Facts;
using Magister.Fleet.Holds;
using Magister.Fleet.Market;

namespace Magister.Fleet;

/// <summary>Processes the answers to rents: what is recorded, and what they say about the offer and about rents to come.</summary>
internal sealed class RentAnswers(OfferBook offers, RefusalPause refusals, StepBuilder step)
{
    public void Take(long offerId, Outcome<long> outcome, DateTimeOffset now)
    {
        switch (outcome)
        {
            case Outcome<long>.Done done:
                refusals.Forget();
                step.Record(new RentAccepted(offerId, done.Value, FoundInList: false, AwaitsLabel: true), now);
                break;
            case Outcome<long>.Unknown unknown:
                step.Record(new RentUncertain(offerId, unknown.Reason), now);
                break;
            case Outcome<long>.Refused refused:
                Learn(offerId, refused, now);
                step.Record(new RentRefused(offerId, refused.Reason, refused.Kind is RefusalKind.NotSent ? true : null), now);
                break;
            case Outcome<long>.Unauthorised unauthorised:
                step.Record(new RentRefused(offerId, unauthorised.Reason), now);
                refusals.Begin($"the API key may not rent: {unauthorised.Reason}", now, isOfKey: true);
                break;
            default:
                step.Record(new RentRefused(offerId, OutcomeText.Describe(outcome)), now);
                break;
        }
    }

    private void Learn(long offerId, Outcome<long>.Refused refused, DateTimeOffset now)
    {
        switch (refused.Kind)
        {
            case RefusalKind.OfferGone:
                offers.Refuse(offerId, now);
                break;
            case RefusalKind.InvalidRequest:
                offers.Refuse(offerId, now);
                refusals.Doubt(step.State.Rents.GetValueOrDefault(offerId)?.Offer.MachineId ?? offerId, refused.Reason, now);
                break;
            case RefusalKind.AccountCannotPay:
                offers.PutLast(offerId, now);
                refusals.Begin(refused.Reason, now);
                break;
            case RefusalKind.NotSent:
            default:
                break;
        }
    }
}
