using Magister.Access;

namespace Magister.Endpoints;

/// <summary>Answers a request whose handler failed unexpectedly: the cause is for the log, not for the caller.</summary>
internal sealed class UnthoughtOf(ILogger<UnthoughtOf> log)
{
    /// <summary>Runs before everything else.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception failure) when (IsOurs(context, failure))
        {
            await AnswerAsync(context, failure);
        }
    }

    // An answer that has begun, or whose caller has gone, cannot be saved: the server ends the connection.
    private static bool IsOurs(HttpContext context, Exception failure) =>
        !context.Response.HasStarted && failure is not BadHttpRequestException && !(failure is OperationCanceledException && context.RequestAborted.IsCancellationRequested);

    private Task AnswerAsync(HttpContext context, Exception failure)
    {
        EndpointLog.Failed(log, context.Request.Method, GivenText.Shortened(context.Request.Path.ToString()), failure);
        context.Response.Clear();
        SecurityHeaders.Set(context.Response);
        return Problems.Create(
            StatusCodes.Status500InternalServerError, "A defect in Magister",
            "this call could not be answered; GET /events shows whether it was carried out. Everything else continues. The daemon's log has the cause: please report it")
            .ExecuteAsync(context);
    }
}

/// <summary>Log lines about requests, ids from 1850.</summary>
internal static partial class EndpointLog
{
    [LoggerMessage(1850, LogLevel.Error, "{Method} {Path} met a defect and was answered with 500")]
    public static partial void Failed(ILogger log, string method, string path, Exception failure);
}
