using Magister.Fleet.Market;

namespace Magister.Fleet;

/// <summary>Asks Vast for complete lists and single instances, and processes the answers.</summary>
internal sealed class LookDesk(Sightings sightings, AccountWatch account, Reconciliation reconciliation, StepBuilder step)
{
    private FleetState State => step.State;

    /// <summary>The state of the lists.</summary>
    public Looks Looks { get; private set; } = Looks.None;

    /// <summary>Requests a list if one is due.</summary>
    public void Decide(DateTimeOffset now)
    {
        if (!step.IsDue(sightings.ListDue(State, now))) return;
        sightings.Listing();
        Looks = Looks with { UnderWaySince = now };
        step.Call(new EngineCall.List(now, sightings.IsToListAllLabels(State, now)));
    }

    /// <returns>Whether it was the first look.</returns>
    public bool ListEnded(EngineCall.List list, Outcome<InstanceListing> outcome, DateTimeOffset now)
    {
        sightings.ListEnded();
        Looks = outcome is Outcome<InstanceListing>.Done ? new Looks(now, null, null) : new Looks(Looks.LastAt, null, OutcomeText.Describe(outcome));
        switch (outcome)
        {
            case Outcome<InstanceListing>.Done(var found): return TakeListing(found, list, now);
            case Outcome<InstanceListing>.Unauthorised refused when sightings.LookedAt is null && account.IsKeyRefusedAgain(now):
                step.End(KeyRefused(refused.Reason));
                return false;
            default:
                sightings.ListFailed(OutcomeText.Describe(outcome), now);
                step.Notice(new Notice.CallFailed("list", OutcomeText.Describe(outcome)));
                return false;
        }
    }

    public void ShowEnded(long instanceId, Outcome<ShownInstance> outcome, DateTimeOffset now)
    {
        sightings.AskEnded(instanceId);
        if (outcome is Outcome<ShownInstance>.Done(var shown) && (shown.Instance is null || shown.Instance.Id == instanceId))
        {
            reconciliation.TakeShown(instanceId, shown, now);
        }
        else
        {
            sightings.AskFailed(now);
            step.Notice(new Notice.CallFailed("show", OutcomeText.Describe(outcome)));
        }

        step.Record(sightings.CertainlyGone(State), now);
    }

    private bool TakeListing(InstanceListing found, EngineCall.List list, DateTimeOffset now)
    {
        var isFirstLook = sightings.LookedAt is null;
        reconciliation.TakeList(found, list, now);
        if (!isFirstLook) return false;
        step.Notice(new Notice.LookedAtVast(found.Instances.Length, State.Leases.Count));
        return true;
    }

    private static FatalReason.KeyRefused KeyRefused(string reason) =>
        new($"Vast does not accept the API key ({reason}). Set vast_api_key (VAST_API_KEY) to a valid key of the account.");
}
