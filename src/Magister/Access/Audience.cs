namespace Magister.Access;

/// <summary>Whom a route is for. Every route says so; what is asked of a caller follows from it.</summary>
internal enum Audience
{
    /// <summary>Contemplants, Hierophant and health checks, from anywhere: <c>/verify</c>, <c>/drop</c>, <c>/healthz</c>, <c>/readyz</c>.</summary>
    Callers,

    /// <summary>People and programs that look at the fleet and change nothing.</summary>
    Readers,

    /// <summary>Operators who change what the fleet is or does.</summary>
    Operators,

    /// <summary>Who wants to become one of the others: the page to log in at, and what it needs.</summary>
    Strangers,
}

/// <summary>What a route keeps of it: a class, since what is looked up by its type at every request is found at once.</summary>
internal sealed record AudienceMark(Audience Audience);

/// <summary>Says at a route whom it is for.</summary>
internal static class AudienceRoutes
{
    public static TBuilder For<TBuilder>(this TBuilder route, Audience audience)
        where TBuilder : IEndpointConventionBuilder =>
        audience is Audience.Strangers
            ? route.WithMetadata(new AudienceMark(audience)).ExcludeFromDescription()
            : route.WithMetadata(new AudienceMark(audience)).WithTags(audience.ToString());
}
