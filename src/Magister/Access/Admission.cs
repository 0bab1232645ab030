using Magister.Configuration;

namespace Magister.Access;

/// <summary>What to do with a request.</summary>
internal enum Admission
{
    Admitted,

    /// <summary>This port has no such route.</summary>
    NotHere,

    /// <summary>Another site's page tries to change something on behalf of its visitor.</summary>
    ForeignPage,

    /// <summary>Redirect it to the login page.</summary>
    LogIn,

    MissingToken,

    WrongToken,

    /// <summary>Its token is for reading, but the request changes something.</summary>
    ReadOnly,

    /// <summary>No token is configured, and it does not come from this machine.</summary>
    NotLocal,
}

/// <summary>Decides which requests a route accepts.</summary>
internal static class AccessPolicy
{
    /// <param name="audience">The route's audience; null if there is no such route.</param>
    public static Admission Decide(Audience? audience, RequestCredentials visitor, AccessSettings settings)
    {
        if (settings.Admin is not null && !visitor.IsOnAdminPort && audience is not Audience.Callers) return Admission.NotHere;
        if (audience is null) return Admission.Admitted;
        if (visitor.IsChange && IsForeign(visitor.Provenance, audience.Value)) return Admission.ForeignPage;
        return audience switch
        {
            Audience.Callers => Admission.Admitted,
            Audience.Strangers => visitor.HasWrongToken ? Admission.WrongToken : Admission.Admitted,
            _ when visitor.IsTokenRequired => WithToken(audience.Value, visitor),
            Audience.Operators when !visitor.IsLocal => Admission.NotLocal,
            _ => Admission.Admitted,
        };
    }

    private static Admission WithToken(Audience audience, RequestCredentials visitor) => visitor switch
    {
        { HasOperatorsToken: true } => Admission.Admitted,
        { Token: not null, IsChange: true } when audience is Audience.Operators => Admission.ReadOnly,
        { Token: not null } => Admission.Admitted,
        { HasWrongToken: true } => Admission.WrongToken,
        { WantsPage: true } => Admission.LogIn,
        _ => Admission.MissingToken,
    };

    // A form sent from a page with the policy no-referrer, such as ours, has no origin. Logging in still requires the token, and logging out a
    // cookie that no other page's form carries.
    private static bool IsForeign(Provenance provenance, Audience audience) =>
        provenance is Provenance.Foreign || (provenance is Provenance.Nameless && audience is not Audience.Strangers);
}
