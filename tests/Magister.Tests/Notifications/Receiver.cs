using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Magister.Tests.Notifications;

/// <summary>A chat tool's webhook: keeps what it is sent and answers as it is told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    public const string Token = "T000-B000-a-webhooks-token";

    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Path, JsonElement Body)> received = new();

    private Receiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(async context =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            received.Enqueue((context.Request.Path, body.RootElement.Clone()));
            if (Answers.TryDequeue(out var answer)) await answer(context);
        });
    }

    /// <summary>What is answered next, in turn; nothing left is 200.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Answers { get; } = new();

    public IReadOnlyList<(string Path, JsonElement Body)> Received => [.. received];

    public Uri Url => new($"{app.Urls.Single()}/services/{Token}?key={Token}");

    public static async Task<Receiver> StartAsync()
    {
        var receiver = new Receiver();
        await receiver.app.StartAsync();
        return receiver;
    }

    public static Func<HttpContext, Task> Status(int status, params (string Name, string Value)[] headers) => context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        return Task.CompletedTask;
    };

    public IEnumerable<string> Told => Received.Select(message => $"{message.Body.GetProperty("kind").GetString()} {message.Body.GetProperty("state").GetString()}");

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
