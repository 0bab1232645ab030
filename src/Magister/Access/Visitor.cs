namespace Magister.Access;

/// <summary>What a request shows of who sends it.</summary>
internal sealed record Visitor
{
    /// <summary>It has the operator's token, or a session that was begun with it.</summary>
    public bool HasToken { get; init; }

    /// <summary>It has a token that is not the operator's, and nothing better.</summary>
    public bool HasWrongToken { get; init; }

    /// <summary>It comes from this machine and means this machine.</summary>
    public bool IsLocal { get; init; }

    /// <summary>It comes by the port that is only for operators.</summary>
    public bool IsOnAdminPort { get; init; }

    /// <summary>It may change something: neither GET nor HEAD.</summary>
    public bool IsChange { get; init; }

    /// <summary>A browser that wants to show a page.</summary>
    public bool WantsPage { get; init; }

    public Provenance Provenance { get; init; }
}

/// <summary>Which web page a request comes from, as far as the browser says.</summary>
internal enum Provenance
{
    /// <summary>From none, or from a page of this server.</summary>
    Own,

    /// <summary>From a page that the browser does not name (<c>Origin: null</c>).</summary>
    Nameless,

    /// <summary>From a page of somebody else.</summary>
    Foreign,
}
