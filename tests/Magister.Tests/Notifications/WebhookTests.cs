using Magister.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace Magister.Tests.Notifications;

public sealed class WebhookTests
{
    private static readonly NotificationBody Body = new("text", "text", "fleet_short", "begun", DateTimeOffset.UnixEpoch, "http://me:8555", new AllowedMentions([]));

    [Fact]
    public async Task Message_IsPostedAsJsonThatChatToolsShow()
    {
        await using var receiver = await Receiver.StartAsync();
        Assert.Null((await SendAsync(receiver.Url, new HurriedTime(10))).Trouble);
        var (path, body) = Assert.Single(receiver.Received);
        Assert.Equal($"/services/{Receiver.Token}", path);
        Assert.Equal(
            """{"text":"text","content":"text","kind":"fleet_short","state":"begun","since":"1970-01-01T00:00:00+00:00","magister":"http://me:8555","allowed_mentions":{"parse":[]}}""",
            body.GetRawText());
    }

    [Fact]
    public async Task Trouble_OnTheOtherSide_IsTriedAgain_AfterTheTimeItAsksFor()
    {
        await using var receiver = await Receiver.StartAsync();
        var time = new HurriedTime(10);
        receiver.Answers.Enqueue(Receiver.Status(503));
        receiver.Answers.Enqueue(Receiver.Status(429, ("Retry-After", "7")));
        Assert.Null((await SendAsync(receiver.Url, time)).Trouble);
        Assert.Equal(3, receiver.Received.Count);
        Assert.Contains(TimeSpan.FromSeconds(7), time.Waits);
    }

    [Theory]
    [InlineData(404, "it answered 404")]
    [InlineData(307, "it answered 307, a redirect, which is not followed")]
    public async Task Refusal_IsFinal(int status, string words)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var elsewhere = await Receiver.StartAsync();
        receiver.Answers.Enqueue(Receiver.Status(status, ("Location", elsewhere.Url.ToString())));
        Assert.Equal(words, (await SendAsync(receiver.Url, new HurriedTime(10))).Trouble);
        Assert.Single(receiver.Received);
        Assert.Empty(elsewhere.Received);
    }

    [Fact]
    public async Task Silence_IsGivenUpAfterTenSecondsAndFiveTries()
    {
        await using var receiver = await Receiver.StartAsync();
        for (var hang = 0; hang < 10; hang++) receiver.Answers.Enqueue(context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        var time = new HurriedTime(50);
        Assert.Equal("no answer within 10 s", (await SendAsync(receiver.Url, time)).Trouble);
        Assert.Equal(Webhook.TriesMost, time.Waits.Count(wait => wait == Webhook.Patience));
    }

    [Fact]
    public async Task Nobody_ThereAtAll_IsToldWithoutTheAddress()
    {
        var delivery = await SendAsync(new Uri($"http://127.0.0.1:1/services/{Receiver.Token}"), new HurriedTime(50));
        Assert.Equal("it could not be reached (ConnectionError)", delivery.Trouble);
    }

    private static async Task<Delivery> SendAsync(Uri url, TimeProvider time)
    {
        var services = new ServiceCollection().AddSingleton(time);
        services.AddWebhook(new NotificationSettings(url, TimeSpan.FromSeconds(900), null));
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<Webhook>().SendAsync(Body, CancellationToken.None);
    }
}
