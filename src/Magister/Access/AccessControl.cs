using Magister.Configuration;
using Magister.Telemetry.Metrics;

namespace Magister.Access;

/// <summary>The access check that every request passes before any route is entered.</summary>
internal sealed class AccessControl(AccessSettings settings, CredentialsOfRequests visitors, Refusals refusals)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        SecurityHeaders.Set(context.Response);
        var audience = AudienceOf(context.GetEndpoint());
        var refused = AccessPolicy.Decide(audience, visitors.Of(context), settings) switch
        {
            Admission.Admitted => null,
            Admission.NotHere => Problems.Create(404, "Not found", "this port has no such route"),
            Admission.LogIn => Results.Redirect($"/login?next={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}"),
            Admission.ForeignPage => refusals.Of(context, Refusal.ForeignPage),
            Admission.MissingToken => refusals.Of(context, Refusal.MissingToken),
            Admission.WrongToken => refusals.Of(context, Refusal.WrongToken),
            Admission.ReadOnly => refusals.Of(context, Refusal.ReadOnly),
            Admission.NotLocal => refusals.Of(context, Refusal.NotLocal),
            var other => throw new InvalidOperationException($"{other} is no way to end at the door."),
        };
        return refused is not null ? refused.ExecuteAsync(context)
            : audience is null ? NoRoute.AnswerAsync(context, next)
            : next(context);
    }

    // A route without an audience is for operators. What is not a route (404, 405) has nothing to hide.
    private static Audience? AudienceOf(Endpoint? endpoint) => endpoint is RouteEndpoint
        ? endpoint.Metadata.GetMetadata<AudienceMark>()?.Audience ?? Audience.Operators
        : null;
}
