namespace Magister.Vast;

/// <summary>The endpoints that Vast limits one by one.</summary>
internal enum Endpoint
{
    Search,
    Create,
    List,
    Show,
    Destroy,
    Account,
    Template,
}

internal static class EndpointNames
{
    /// <summary>The name in logs and metrics; stable.</summary>
    public static string Name(this Endpoint endpoint) => endpoint switch
    {
        Endpoint.Search => "search",
        Endpoint.Create => "create",
        Endpoint.List => "list",
        Endpoint.Show => "show",
        Endpoint.Destroy => "destroy",
        Endpoint.Account => "account",
        Endpoint.Template => "template",
        _ => throw new ArgumentOutOfRangeException(nameof(endpoint), endpoint, "There is no such endpoint."),
    };
}
