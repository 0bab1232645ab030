using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Magister.Simulator.Tests.Support;

internal sealed record Visit(string Method, string Path, string Body, IReadOnlyList<string> Headers);

/// <summary>Somebody for Contemplants and the Hierophant to call, who notes who came.</summary>
internal sealed class FakeMagister : IAsyncDisposable
{
    private readonly WebApplication _application;

    private FakeMagister(WebApplication application) => _application = application;

    public ConcurrentQueue<Visit> Visits { get; } = [];
    public int Status { get; set; } = 200;
    public string Address { get; private set; } = "";

    public static async Task<FakeMagister> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        var magister = new FakeMagister(application);
        application.Run(magister.AnswerAsync);
        await application.StartAsync();
        magister.Address = application.Urls.First();
        return magister;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var request = context.Request;
        Visits.Enqueue(new Visit(request.Method, $"{request.Path}{request.QueryString}", body, [.. request.Headers.Keys]));
        context.Response.StatusCode = Status;
    }
}
