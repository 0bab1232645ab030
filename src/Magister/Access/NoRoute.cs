namespace Magister.Access;

/// <summary>Explains why a request without a route is refused; the framework's own answers are empty.</summary>
internal static class NoRoute
{
    public static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        var (request, response) = (context.Request, context.Response);
        if (response.HasStarted) return;
        var path = GivenText.Shortened(request.Path.ToString());
        var problem = response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Problems.Create(404, "Not found", $"there is no route {path}; GET /openapi/v1.json lists the routes"),
            StatusCodes.Status405MethodNotAllowed => Problems.Create(405, "Method not allowed", $"{path} does not take {GivenText.Shortened(request.Method)}; it takes {response.Headers.Allow}"),
            var status => Problems.Create(status, "Not answered", $"{path} does not accept this request"),
        };
        await problem.ExecuteAsync(context);
    }
}
