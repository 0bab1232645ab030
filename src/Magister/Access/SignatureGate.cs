using Magister.Fleet.Signing;
using Magister.Running;
using Magister.Telemetry.Metrics;

namespace Magister.Access;

/// <summary>Requires the signature of the offer that a caller names.</summary>
internal sealed class SignatureGate(FleetSnapshot snapshot, EndpointSecret? secret, CredentialsOfRequests visitors, Refusals refusals, DropSources sources)
{
    /// <summary>The answer to a caller without it; null if the caller has it or needs none.</summary>
    /// <param name="offerId">The offer; null for a number that no offer has.</param>
    public IResult? Objection(HttpContext context, long? offerId) =>
        Objection(context, EndpointSignature.Judge(snapshot.Current.State, secret, offerId, Given(context)));

    /// <summary>The same for a pulse, which has a signature of its own.</summary>
    public IResult? ObjectionToPulse(HttpContext context, long? offerId) =>
        Objection(context, EndpointSignature.JudgePulse(snapshot.Current.State, secret, offerId, Given(context)));

    /// <summary>The same for a drop, which an operator may send without a signature and from anywhere.</summary>
    public async ValueTask<IResult?> ObjectionToDropAsync(HttpContext context, long? offerId)
    {
        var visitor = visitors.Of(context);
        if (visitor.HasOperatorsToken) return null;
        if (Objection(context, offerId) is { } unsigned) return visitor.Token is null ? unsigned : refusals.Of(context, Refusal.ReadOnly);
        return await sources.AllowsAsync(context.Connection.RemoteIpAddress, context.RequestAborted) ? null : refusals.Of(context, Refusal.ForeignAddress);
    }

    private static string Given(HttpContext context) => context.Request.Query[EndpointSignature.Parameter].ToString();

    private IResult? Objection(HttpContext context, SignatureVerdict verdict) => verdict switch
    {
        SignatureVerdict.Accepted => null,
        SignatureVerdict.Wrong => refusals.Of(context, Refusal.WrongSignature),
        _ when visitors.Of(context).HasWrongToken => refusals.Of(context, Refusal.WrongToken),
        _ => refusals.Of(context, Refusal.MissingSignature),
    };
}
