using Magister.Fleet.Market;
using Magister.Vast.Sending;
using Magister.Vast.Wire;

namespace Magister.Vast.Calls;

/// <summary>
/// Rents one offer (<c>create_instance.yaml</c>) and returns the id of the new instance. In doubt the outcome is unknown: an instance wrongly
/// taken for refused would be paid for without anybody knowing of it.
/// </summary>
/// <param name="order">What to rent.</param>
public sealed class RentCall(RentOrder order) : VastCall<long>
{
    internal static readonly Endpoint Create = new("create", settings => settings.CreateGap);

    internal override Endpoint Endpoint => Create;

    internal override VastRequest Next { get; } = new(HttpMethod.Put, $"api/v0/asks/{order.OfferId}/", Body(order));

    internal override bool OnlyAsks => false;

    internal override Outcome<long> Take(Exchange exchange, Reading reading) => exchange switch
    {
        Exchange.NotSent => new Outcome<long>.Refused(RefusalKind.NotSent, "Magister was told to stop"),
        Exchange.Failed failed => new Outcome<long>.Unknown(failed.Reason),
        Exchange.Answered(var answer) => Interpret(answer),
        _ => throw new InvalidOperationException("There is no other exchange."),
    };

    private static byte[] Body(RentOrder order) => RequestJson.Body(writer =>
    {
        writer.WriteString("template_hash_id", order.TemplateHash);
        writer.WriteString("label", order.Label);
        writer.WriteNumber("disk", order.DiskSpace);
        writer.WriteString("onstart", order.Onstart);
        if (order.Bid is { } bid) writer.WriteNumber("price", bid);
        foreach (var left in (ReadOnlySpan<string>)["client_id", "image", "extra_env", "args_str", "runtype", "image_login", "jupyter_dir",
            "python_utf8", "lang_utf8", "template_id"])
        {
            writer.WriteNull(left);
        }

        writer.WriteBoolean("use_jupyter_lab", false);
    });

    private static Outcome<long> Interpret(Answer answer) => NewContract.In(answer) switch
    {
        { Id: { } id } => new Outcome<long>.Done(id),
        { IsMentioned: true } => new Outcome<long>.Unknown($"{answer.Reason} (a new contract, but not which)"),
        _ => InterpretWithoutContract(answer),
    };

    private static Outcome<long> InterpretWithoutContract(Answer answer)
    {
        var answerClass = answer.Class();
        if (answerClass == AnswerClass.Accepted) return new Outcome<long>.Unknown($"{answer.Reason} (accepted without a contract's id)");

        // A proxy's page with a 4xx status says as clearly as Vast that nothing was passed on; anything else may have been. A proxy that demands a
        // password says nothing about the offer, and would say the same of the next one.
        if (answerClass == AnswerClass.Unclear && (answer.Status is < 400 or >= 500 || answer.ComesFromProxy())) return new Outcome<long>.Unknown(answer.Reason);
        return RefusalOf(answer) is { } kind ? new Outcome<long>.Refused(kind, answer.Reason)
            : answerClass == AnswerClass.Limited ? new Outcome<long>.Limited(answer.LimitReason)
            : answerClass == AnswerClass.Unauthorised ? new Outcome<long>.Unauthorised(answer.Reason)
            : new Outcome<long>.Refused(RefusalKind.InvalidRequest, answer.Reason);
    }

    private static RefusalKind? RefusalOf(Answer answer)
    {
        if (answer.IsAuthError()) return null;

        // Checked before the status: the spending limit of a new account can come as a 429, and takes longer to wait for.
        if (answer.Status == 402 || answer.SaysAny("insufficient_credit", "spend_rate_limit", "missing_billing")) return RefusalKind.AccountCannotPay;
        var isGone = answer.Status is 404 or 409 or 410
            || answer.SaysAny("no_such_ask", "invalid_price", "already rented", "not available", "no longer available")
            || (answer.Status == 403 && IsAboutOffer(answer));
        return isGone ? RefusalKind.OfferGone : null;
    }

    // Not every 403 is about the key: renting a machine that only its host may rent is one too.
    private static bool IsAboutOffer(Answer answer) =>
        answer.Body is { } body && (JsonFields.TryMember(body, "ask_id", out _) || answer.SaysAny("offer"));
}
