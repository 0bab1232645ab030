using Magister.Fleet.Market;
using Magister.Vast.Calls;
using Magister.Vast.Wire;

namespace Magister.Vast.Verdicts;

/// <summary>
/// What became of a destroy. In doubt it is unknown: a destroy can be repeated, while an instance taken for gone is paid for on and on.
/// </summary>
internal static class DestroyVerdict
{
    public static Outcome<DestroyConfirmation> Of(Exchange exchange) => exchange switch
    {
        Exchange.NotSent => new Outcome<DestroyConfirmation>.Refused(RefusalKind.NotSent, "stopped before it was sent"),
        Exchange.Failed failed => new Outcome<DestroyConfirmation>.Unknown(failed.Reason),
        Exchange.Answered(var answer) => Of(answer),
        _ => throw new InvalidOperationException("There is no other exchange."),
    };

    private static Outcome<DestroyConfirmation> Of(Answer answer) => answer.Class() switch
    {
        AnswerClass.Accepted when answer.IsObject => Done(wasGoneAlready: false),
        AnswerClass.Accepted => new Outcome<DestroyConfirmation>.Unknown($"{answer.Reason} ({ReadVerdict.NotAsked})"),
        AnswerClass.Limited => new Outcome<DestroyConfirmation>.Limited(answer.LimitReason),
        AnswerClass.Unauthorised => new Outcome<DestroyConfirmation>.Unauthorised(answer.Reason),
        AnswerClass.Refused when answer.SaysNoSuchInstance() => Done(wasGoneAlready: true),
        AnswerClass.Refused when answer.Status is not 404 =>
            new Outcome<DestroyConfirmation>.Refused(RefusalKind.InvalidRequest, answer.Reason),
        _ => new Outcome<DestroyConfirmation>.Unknown(answer.Reason),
    };

    private static Outcome<DestroyConfirmation> Done(bool wasGoneAlready) =>
        new Outcome<DestroyConfirmation>.Done(new DestroyConfirmation(wasGoneAlready));
}
