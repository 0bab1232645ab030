using Magister.Fleet.Market;

namespace Magister.Vast.Verdicts;

internal static class Failures
{
    /// <summary>The failure of a part as the failure of the whole.</summary>
    public static Outcome<TWhole> AsFailureOf<TPart, TWhole>(this Outcome<TPart> part) => part switch
    {
        Outcome<TPart>.Refused(var kind, var reason) => new Outcome<TWhole>.Refused(kind, reason),
        Outcome<TPart>.Limited(var reason) => new Outcome<TWhole>.Limited(reason),
        Outcome<TPart>.Unauthorised(var reason) => new Outcome<TWhole>.Unauthorised(reason),
        Outcome<TPart>.Unknown(var reason) => new Outcome<TWhole>.Unknown(reason),
        _ => throw new InvalidOperationException("What is done is no failure."),
    };
}
