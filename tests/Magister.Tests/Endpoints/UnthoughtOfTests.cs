using System.Text;
using System.Text.Json;
using Magister.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Magister.Tests.Endpoints;

public sealed class UnthoughtOfTests
{
    private readonly UnthoughtOf unthoughtOf = new(NullLogger<UnthoughtOf>.Instance);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Handler_ThatThrows_IsAnsweredWithAProblem_WithoutTheCause(bool late)
    {
        var context = NewContext();
        context.Response.Headers.ETag = "\"half an answer\"";

        await unthoughtOf.InvokeAsync(context, async _ =>
        {
            if (late) await Task.Yield();
            throw new InvalidOperationException("the secret cause");
        });

        var body = Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
        Assert.Equal((500, "application/problem+json", ""), (context.Response.StatusCode, context.Response.ContentType, context.Response.Headers.ETag.ToString()));
        Assert.Equal("nosniff", context.Response.Headers.XContentTypeOptions);
        Assert.Contains("please report it", JsonDocument.Parse(body).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret cause", body, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallerWhoHasGone_IsNoDefect()
    {
        var context = NewContext();
        context.RequestAborted = new CancellationToken(canceled: true);

        await Assert.ThrowsAsync<OperationCanceledException>(() => unthoughtOf.InvokeAsync(context, _ => throw new OperationCanceledException()));
        Assert.Equal(200, context.Response.StatusCode);
    }

    private static DefaultHttpContext NewContext() => new()
    {
        RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
        Response = { Body = new MemoryStream() },
    };
}
