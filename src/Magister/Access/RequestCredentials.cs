using Magister.Access.Tokens;
using Magister.Configuration;

namespace Magister.Access;

/// <summary>What a request shows about its sender. Read on demand, since most requests do not need it.</summary>
internal sealed class RequestCredentials(HttpContext context, AccessSettings settings, TokenBook tokens, Sessions sessions)
{
    private bool isRead;
    private AccessToken? token;

    /// <summary>Whether anyone who is not a caller must show a token.</summary>
    public bool IsTokenRequired => tokens.AreRequired;

    /// <summary>The token that it carries, or with which its session was begun; null if there is none.</summary>
    public AccessToken? Token
    {
        get
        {
            if (!isRead) token = Bearer ?? Session?.Token;
            isRead = true;
            return token;
        }
    }

    /// <summary>The token that it carries itself.</summary>
    public AccessToken? Bearer => CredentialsReading.Bearer(context.Request) is { } bearer ? tokens.Find(bearer) : null;

    /// <summary>Whether it has a token with the role to operate.</summary>
    public bool HasOperatorsToken => Token is { Role: TokenRole.Operate };

    /// <summary>The session of its cookie.</summary>
    public Session? Session => SessionCookie.Read(context) is { } cookie ? sessions.Find(cookie) : null;

    /// <summary>Whether it has only an unknown token.</summary>
    public bool HasWrongToken => IsTokenRequired && Token is null && CredentialsReading.Bearer(context.Request) is not null;

    /// <summary>Whether it comes from this machine and addresses this machine.</summary>
    public bool IsLocal => CredentialsReading.IsLocal(context);

    /// <summary>Whether it came through the port that is only for operators.</summary>
    public bool IsOnAdminPort => settings.Admin?.Port == context.Connection.LocalPort;

    /// <summary>Whether it may change something: neither GET nor HEAD.</summary>
    public bool IsChange => !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);

    /// <summary>Whether it is a browser's request for a page.</summary>
    public bool WantsPage => HttpMethods.IsGet(context.Request.Method)
        && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    public Provenance Provenance => CredentialsReading.ProvenanceOf(context.Request);
}

/// <summary>Gets the credentials of requests.</summary>
internal sealed class CredentialsOfRequests(AccessSettings settings, TokenBook tokens, Sessions sessions, OngoingVisits visits)
{
    public RequestCredentials Of(HttpContext context) => new(context, settings, tokens, sessions);

    /// <summary>The name of a request's token; null if it has none.</summary>
    public string? NameOf(HttpContext context) => Of(context).Token?.Name;

    /// <summary>Registers a long request.</summary>
    /// <returns>Cancelled when its session or its token ends.</returns>
    public CancellationToken Over(HttpContext context)
    {
        var visitor = Of(context);
        return visitor.Bearer is { } shown ? visits.Begin(context, shown, null)
            : visitor.Session is { } session ? visits.Begin(context, session.Token, session)
            : visits.Begin(context, null, null);
    }
}

/// <summary>The web page that a request comes from, as far as the browser says.</summary>
internal enum Provenance
{
    /// <summary>None, or a page of this server.</summary>
    Own,

    /// <summary>A page that the browser does not name (<c>Origin: null</c>).</summary>
    Nameless,

    /// <summary>Another site's page.</summary>
    Foreign,
}
