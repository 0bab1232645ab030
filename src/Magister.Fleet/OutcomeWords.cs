using Magister.Fleet.Market;

namespace Magister.Fleet;

/// <summary>An outcome that is not <c>done</c>, for people.</summary>
public static class OutcomeWords
{
    public static string Of<T>(Outcome<T> outcome) => outcome switch
    {
        Outcome<T>.Refused refused => $"refused: {refused.Reason}",
        Outcome<T>.Limited limited => $"too many calls: {limited.Reason}",
        Outcome<T>.Unauthorised unauthorised => $"the API key was refused: {unauthorised.Reason}",
        Outcome<T>.Unknown unknown => unknown.Reason,
        _ => "done",
    };
}
