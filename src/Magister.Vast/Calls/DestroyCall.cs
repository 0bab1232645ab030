using Magister.Fleet.Market;
using Magister.Vast.Sending;
using Magister.Vast.Wire;

namespace Magister.Vast.Calls;

/// <summary>
/// Destroys one instance for good (<c>destroy_instance.yaml</c>); one that Vast no longer knows is a success. In doubt the outcome is unknown:
/// a destroy can be repeated, while an instance wrongly taken for gone is paid for indefinitely.
/// </summary>
/// <param name="instanceId">The contract's id.</param>
public sealed class DestroyCall(long instanceId) : VastCall<DestroyConfirmation>
{
    internal static readonly Endpoint Destroy = new("destroy", settings => settings.DestroyGap);

    internal override Endpoint Endpoint => Destroy;

    internal override VastRequest Next { get; } = new(HttpMethod.Delete, $"api/v0/instances/{instanceId}/", []);

    internal override bool OnlyAsks => false;

    internal override Outcome<DestroyConfirmation> Take(Exchange exchange, Reading reading) => exchange switch
    {
        Exchange.NotSent => new Outcome<DestroyConfirmation>.Refused(RefusalKind.NotSent, "Magister was told to stop"),
        Exchange.Failed failed => new Outcome<DestroyConfirmation>.Unknown(failed.Reason),
        Exchange.Answered(var answer) => Interpret(answer),
        _ => throw new InvalidOperationException("There is no other exchange."),
    };

    private static Outcome<DestroyConfirmation> Interpret(Answer answer) => answer.Class() switch
    {
        AnswerClass.Accepted when answer.IsObject => Done(wasGoneAlready: false),
        AnswerClass.Accepted => new Outcome<DestroyConfirmation>.Unknown($"{answer.Reason} ({Questions.NotAsked})"),
        AnswerClass.Limited => new Outcome<DestroyConfirmation>.Limited(answer.LimitReason),
        AnswerClass.Unauthorised => new Outcome<DestroyConfirmation>.Unauthorised(answer.Reason),
        AnswerClass.Refused when answer.SaysNoSuchInstance() => Done(wasGoneAlready: true),
        AnswerClass.Refused when answer.Status is not 404 => new Outcome<DestroyConfirmation>.Refused(RefusalKind.InvalidRequest, answer.Reason),
        _ => new Outcome<DestroyConfirmation>.Unknown(answer.Reason),
    };

    private static Outcome<DestroyConfirmation>.Done Done(bool wasGoneAlready) => new(new DestroyConfirmation(wasGoneAlready));
}
