using Magister.Configuration;
namespace Magister.Access;

/// <summary>What a request shows of who sends it. Read when it is asked for: most requests are answered whoever sends them.</summary>
internal sealed class RequestCredentials(HttpContext context, AccessSettings settings, Sessions sessions)
{
    private bool? hasToken;

    /// <summary>It has the operator's token, or a session that was begun with it.</summary>
    public bool HasToken => hasToken ??= CredentialsReading.HasToken(context, settings, sessions);

    /// <summary>Cancelled when what lets it in holds no longer: the end of its session. What comes with the token itself is never over.</summary>
    public CancellationToken Over =>
        settings.Token is not null && !CredentialsReading.HasBearer(context, settings) && SessionCookie.Of(context) is { } session
            ? sessions.EndOf(session) ?? new CancellationToken(canceled: true)
            : CancellationToken.None;

    /// <summary>It has a token that is not the operator's, and nothing better.</summary>
    public bool HasWrongToken => settings.Token is not null && !HasToken && CredentialsReading.Bearer(context.Request) is not null;

    /// <summary>It comes from this machine and means this machine.</summary>
    public bool IsLocal => CredentialsReading.IsLocal(context);

    /// <summary>It comes by the port that is only for operators.</summary>
    public bool IsOnAdminPort => settings.Admin?.Port == context.Connection.LocalPort;

    /// <summary>It may change something: neither GET nor HEAD.</summary>
    public bool IsChange => !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);

    /// <summary>A browser that wants to show a page.</summary>
    public bool WantsPage => HttpMethods.IsGet(context.Request.Method)
        && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    public Provenance Provenance => CredentialsReading.ProvenanceOf(context.Request);
}

/// <summary>Who sends which request.</summary>
internal sealed class CredentialsOfRequests(AccessSettings settings, Sessions sessions)
{
    public RequestCredentials Of(HttpContext context) => new(context, settings, sessions);
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
