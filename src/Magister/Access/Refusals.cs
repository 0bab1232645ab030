using Magister.Access.Tokens;
using Magister.Configuration;
using Magister.Telemetry;
using Magister.Telemetry.Metrics;

namespace Magister.Access;

/// <summary>Answers refused requests, counts them, and slows down guessing.</summary>
internal sealed class Refusals(GuessLimit guesses, CallerMetrics metrics, SparseLog sparse, ILogger<Refusals> log)
{
    /// <summary>The answer to a refused request.</summary>
    public IResult Of(HttpContext context, Refusal refusal)
    {
        var counted = Count(context, refusal);
        if (counted is Refusal.MissingToken or Refusal.WrongToken) context.Response.Headers.WWWAuthenticate = "Bearer";
        return counted switch
        {
            Refusal.MissingToken => Problems.Create(401, "A token is required", "send operator_token (OPERATOR_TOKEN), or a token that magister token add made, as Authorization: Bearer <token>"),
            Refusal.WrongToken => Problems.Create(401, "The token is wrong", "it is neither the operator_token (OPERATOR_TOKEN) that this Magister was started with nor one that magister token add made"),
            Refusal.MissingSignature => Problems.Create(403, "A signature is required", "call the address with the signature that the instance was given; a drop is also accepted with an operator's token"),
            Refusal.WrongSignature => Problems.Create(403, "The signature is wrong", "it is not the signature of this offer"),
            Refusal.ReadOnly => Problems.Create(403, "This token may only read", $"it has the role {TokenRoles.Word(TokenRole.Read)}, and changing something takes a token with the role {TokenRoles.Word(TokenRole.Operate)}"),
            Refusal.ForeignPage => Problems.Create(
                403, "The request comes from another site's page", "only Magister's own pages may change something; a reverse proxy must pass on Host unchanged"),
            Refusal.ForeignAddress => Problems.Create(
                403, "Not from this address", "drops are accepted only from the addresses in drop_allowed_from (DROP_ALLOWED_FROM), or with an operator's token"),
            Refusal.NotLocal => Problems.Create(
                403, "No token is configured", "so only requests to localhost from this machine may change something; set operator_token (OPERATOR_TOKEN) to allow it from elsewhere"),
            _ => Problems.Create(429, "Too many wrong attempts", "too many wrong tokens or signatures came from this address; correct ones are still answered at once"),
        };
    }

    /// <summary>Counts a refused request, and adds to the answer how long to wait if its address was wrong too often.</summary>
    /// <returns>What it counts as: <see cref="Refusal.Limited"/> for one wrong guess too many.</returns>
    public Refusal Count(HttpContext context, Refusal refusal)
    {
        var counted = refusal is Refusal.WrongToken or Refusal.WrongSignature ? AfterGuess(context, refusal) : refusal;
        metrics.CountRefusal(counted);
        return counted;
    }

    private Refusal AfterGuess(HttpContext context, Refusal refusal)
    {
        var address = context.Connection.RemoteIpAddress;
        if (guesses.Take(address) is not { } wait)
        {
            if (sparse.Takes($"requests with a wrong {Text(refusal)}")) AccessLog.GuessRefused(log, Text(refusal), context.Request.Method, GivenText.Shortened(context.Request.Path.ToString()), address is null ? null : AddressKind.Plain(address));
            return refusal;
        }

        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString();
        return Refusal.Limited;
    }

    private static string Text(Refusal refusal) => refusal is Refusal.WrongToken ? "token" : "signature";
}
