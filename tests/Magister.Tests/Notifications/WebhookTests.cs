using Magister.Configuration;
using Magister.Notifications;
using Magister.StandIns;
using Microsoft.Extensions.DependencyInjection;

namespace Magister.Tests.Notifications;

public sealed class WebhookTests
{
    private static readonly NotificationBody Body = new("text", "text", "fleet_short", "begun", DateTimeOffset.UnixEpoch, "http://me:8555", new AllowedMentions([]));

    [Fact]
    public async Task Message_IsPostedAsJsonThatChatToolsShow()
    {
        await using var chat = ChatTool.Start();
        Assert.Null((await SendAsync(chat.Webhook(), TimeProvider.System)).Failure);
        var message = Assert.Single(chat.Seen);
        Assert.Equal($"/services/{ChatTool.Token}", message.Path);
        Assert.Equal(
            """{"text":"text","content":"text","kind":"fleet_short","state":"begun","since":"1970-01-01T00:00:00+00:00","magister":"http://me:8555","allowed_mentions":{"parse":[]}}""",
            message.Body);
    }

    [Fact]
    public async Task Trouble_OnTheOtherSide_IsTriedAgain_AfterTheTimeItAsksFor()
    {
        await using var chat = ChatTool.Start();
        var time = new HurriedTime(4);
        chat.Then(Replies.Status(503), Replies.Status(429).WithHeader("Retry-After", "7"));
        Assert.Null((await SendAsync(chat.Webhook(), time)).Failure);
        Assert.Equal(3, chat.Seen.Length);
        Assert.Contains(TimeSpan.FromSeconds(7), time.Waits);
    }

    [Theory]
    [InlineData(404, "it answered 404")]
    [InlineData(307, "it answered 307, a redirect, which is not followed")]
    public async Task Refusal_IsFinal(int status, string words)
    {
        await using var chat = ChatTool.Start();
        await using var elsewhere = ChatTool.Start();
        chat.Then(Replies.Status(status).WithHeader("Location", elsewhere.Webhook().ToString()));
        Assert.Equal(words, (await SendAsync(chat.Webhook(), TimeProvider.System)).Failure);
        Assert.Single(chat.Seen);
        Assert.Empty(elsewhere.Seen);
    }

    [Fact]
    public async Task Silence_IsGivenUpAfterTenSecondsAndFiveTries()
    {
        await using var chat = ChatTool.Start();
        chat.Otherwise(Broken.ByHang());
        var time = new HurriedTime(50);
        Assert.Equal("no answer within 10 s", (await SendAsync(chat.Webhook(), time)).Failure);
        Assert.Equal(Webhook.MaxTries, time.Waits.Count(wait => wait == Webhook.Patience));
    }

    [Fact]
    public async Task Nobody_ThereAtAll_IsToldWithoutTheAddress()
    {
        var delivery = await SendAsync(new Uri($"http://127.0.0.1:1/services/{ChatTool.Token}"), new HurriedTime(50));
        Assert.Equal("it could not be reached (ConnectionError)", delivery.Failure);
    }

    private static async Task<Delivery> SendAsync(Uri url, TimeProvider time)
    {
        var services = new ServiceCollection().AddSingleton(time);
        services.AddWebhook(new NotificationSettings(url, TimeSpan.FromSeconds(900), null));
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<Webhook>().SendAsync(Body, CancellationToken.None);
    }
}
