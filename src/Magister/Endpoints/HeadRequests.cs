namespace Magister.Endpoints;

/// <summary>
/// Answers HEAD as GET: the server sends the head of the answer and drops its body. Not where GET changes something: there HEAD is not
/// allowed (405), so that a link checker verifies nothing.
/// </summary>
internal static class HeadRequests
{
    private static readonly Mark mark = new();

    /// <summary>Runs before routing.</summary>
    public static Task TakeAsGetAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (HttpMethods.IsHead(request.Method) && !Changes(request.Path))
        {
            request.Method = HttpMethods.Get;
            context.Features.Set(mark);
        }

        return next(context);
    }

    /// <summary>Whether this GET was a HEAD: an endless answer must not be started then.</summary>
    public static bool IsHead(HttpContext context) => context.Features.Get<Mark>() is not null;

    private static bool Changes(PathString path) =>
        path.StartsWithSegments("/verify", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/pulse", StringComparison.OrdinalIgnoreCase);

    private sealed class Mark;
}
