namespace Magister.Fleet.Market;

/// <summary>Describes an outcome that is not <c>done</c>, for people.</summary>
public static class OutcomeText
{
    public static string Describe<T>(Outcome<T> outcome) => outcome switch
    {
        Outcome<T>.Refused { Kind: RefusalKind.NotSent } refused => $"not sent: {refused.Reason}",
        Outcome<T>.Refused refused => $"refused: {refused.Reason}",
        Outcome<T>.Limited limited => $"too many calls: {limited.Reason}",
        Outcome<T>.Unauthorised unauthorised => $"the API key was refused: {unauthorised.Reason}",
        Outcome<T>.Unknown unknown => unknown.Reason,
        _ => "done",
    };
}
