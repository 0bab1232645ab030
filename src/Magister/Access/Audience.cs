namespace Magister.Access;

/// <summary>The audience of a route. Every route declares one; the requirements on a request follow from it.</summary>
internal enum Audience
{
    /// <summary>Contemplants, Hierophant and health checks, from anywhere: <c>/verify</c>, <c>/drop</c>, <c>/healthz</c>, <c>/readyz</c>.</summary>
    Callers,

    /// <summary>People and programs that look at the fleet and change nothing.</summary>
    Readers,

    /// <summary>Operators who change the fleet.</summary>
    Operators,

    /// <summary>Anyone who is logging in: the login page and what it needs.</summary>
    Strangers,
}

/// <summary>The audience in a route's metadata: a class, since a lookup by type at every request is then fast.</summary>
internal sealed record AudienceMark(Audience Audience);

/// <summary>Declares the audience of a route.</summary>
internal static class AudienceRoutes
{
    public static TBuilder For<TBuilder>(this TBuilder route, Audience audience)
        where TBuilder : IEndpointConventionBuilder =>
        audience is Audience.Strangers
            ? route.WithMetadata(new AudienceMark(audience)).ExcludeFromDescription()
            : route.WithMetadata(new AudienceMark(audience)).WithTags(audience.ToString());
}
