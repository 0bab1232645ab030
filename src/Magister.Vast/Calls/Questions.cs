using System.Text.Json;
using Magister.Fleet.Market;
using Magister.Vast.Sending;
using Magister.Vast.Wire;

namespace Magister.Vast.Calls;

/// <summary>Interprets the outcome of a call that only asks.</summary>
internal static class Questions
{
    public const string Cancelled = "cancelled";

    public const string NotAsked = "the answer is not what was requested";

    /// <param name="exchange">How the call went.</param>
    /// <param name="read">Reads the body of an accepted call; null if it is not what was asked for.</param>
    public static Outcome<T> Interpret<T>(Exchange exchange, Func<JsonElement, Outcome<T>?> read) => exchange switch
    {
        Exchange.NotSent => new Outcome<T>.Unknown(Cancelled),
        Exchange.Failed failed => new Outcome<T>.Unknown(failed.Reason),
        Exchange.Answered(var answer) => Interpret(answer, read),
        _ => throw new InvalidOperationException("There is no other exchange."),
    };

    /// <summary>The failure of a part as the failure of the whole.</summary>
    public static Outcome<TWhole> FailureOf<TPart, TWhole>(Outcome<TPart> part) => part switch
    {
        Outcome<TPart>.Refused(var kind, var reason) => new Outcome<TWhole>.Refused(kind, reason),
        Outcome<TPart>.Limited(var reason) => new Outcome<TWhole>.Limited(reason),
        Outcome<TPart>.Unauthorised(var reason) => new Outcome<TWhole>.Unauthorised(reason),
        Outcome<TPart>.Unknown(var reason) => new Outcome<TWhole>.Unknown(reason),
        _ => throw new InvalidOperationException("What is done is no failure."),
    };

    private static Outcome<T> Interpret<T>(Answer answer, Func<JsonElement, Outcome<T>?> read) => answer.Class() switch
    {
        AnswerClass.Accepted => (answer.Body is { } body ? read(body) : null) ?? new Outcome<T>.Unknown($"{answer.Reason} ({NotAsked})"),
        AnswerClass.Limited => new Outcome<T>.Limited(answer.LimitReason),
        AnswerClass.Unauthorised => new Outcome<T>.Unauthorised(answer.Reason),
        AnswerClass.Refused when answer.Status is not 404 => new Outcome<T>.Refused(RefusalKind.InvalidRequest, answer.Reason),
        _ => new Outcome<T>.Unknown(answer.Reason),
    };
}
