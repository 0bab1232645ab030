using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Magister.Tests.Events;

namespace Magister.Tests.EndToEnd;

public sealed class EventsTests
{
    [Fact]
    public async Task Events_TellWhatTheJournalHas()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);
        var victim = world.Ours().First();
        await magister.DropAsync(victim.OfferId!.Value, "too slow");
        await world.SettlesAsync(magister, 2);

        var events = await ListAsync(magister, "events");
        Assert.Equal(Enumerable.Range(1, events.Length).Select(id => (long)id), events.Select(Id));
        Assert.Equal("started", events[0].GetProperty("kind").GetString());
        var life = await ListAsync(magister, $"events?instance={victim.InstanceId}");
        string[] kinds = ["rent_accepted", "verified", "drop_requested", "destroy_intended", "destroyed"];
        Assert.Equal(kinds, life.Select(Kind).Intersect(kinds));
        Assert.All(life, one => Assert.Equal(
            (victim.OfferId, victim.MachineId, victim.GpuName),
            (one.GetProperty("offer_id").GetInt64(), one.GetProperty("machine_id").GetInt64(), one.GetProperty("gpu").GetString())));
        var drop = Assert.Single(await ListAsync(magister, "events?kind=drop_requested"));
        Assert.StartsWith($"Drop of instance {victim.InstanceId} of offer {victim.OfferId} requested: too slow; ", drop.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains(drop.GetProperty("text").GetString()!, magister.Output, StringComparison.Ordinal);
        await world.SettlesAsync(magister, 2);
        var newest = await ListAsync(magister, "events?limit=3");
        Assert.Equal([2L, 3L, 4L], (await ListAsync(magister, "events?after=1&limit=3")).Select(Id));
        Assert.Equal(3, newest.Length);
        Assert.True(Id(newest[0]) > 4);
    }

    [Theory]
    [InlineData("events?instance=x")]
    [InlineData("events?limit=5000")]
    [InlineData("events/stream?kind=nothing")]
    [InlineData("events/stream?limit=5")]
    public async Task BadFilters_AreAnsweredWith400(string path)
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1);
        using var response = await magister.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Matches("is one whole number from|there is no (kind|filter)", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Stream_IsResumedAcrossAReconnectAndAcrossARestart()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(2);
        var first = await FollowAsync(magister, "events/stream?after=0");
        await world.SettlesAsync(magister, 2);
        var told = await first.TakeAsync(4);
        Assert.Equal("text/event-stream", first.ContentType);
        await first.DisposeAsync();

        await magister.DropAsync(world.Ours().First().OfferId!.Value);
        await world.SettlesAsync(magister, 2);
        await using var second = await FollowAsync(magister, "events/stream?after=0", told[^1].EventId);
        var listed = (await ListAsync(magister, "events")).Length;
        var rest = await second.TakeAsync(listed - told.Count);
        Assert.Equal(Enumerable.Range(1, listed).Select(id => $"{id}"), told.Concat(rest).Select(item => item.EventId));

        await magister.TerminateAsync();
        var next = await world.StartAsync(2);
        await using var third = await FollowAsync(next, "events/stream", $"{listed - 2}");
        var gap = (await third.TakeAsync(2)).ToArray();
        Assert.Equal(["gap", "started"], gap.Select(item => item.EventType));
        Assert.Contains("are not in memory", gap[0].Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_EndsAtOnceWhenMagisterEnds()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1);
        await world.SettlesAsync(magister, 1);
        await using var stream = await FollowAsync(magister, "events/stream");
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, await magister.TerminateAsync());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}");
        await stream.TakeAsync(int.MaxValue);
        StartAndEndTests.AssertNoStackTrace(magister);
    }

    [Fact]
    public async Task Readers_WhoNeverRead_DoNotHoldTheFleetUp()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(3);
        var readers = new List<Following>();
        for (var reader = 0; reader < 20; reader++) readers.Add(await FollowAsync(magister, "events/stream?after=0"));
        await world.SettlesAsync(magister, 3);
        await magister.DropAsync(world.Ours().First().OfferId!.Value);
        await world.SettlesAsync(magister, 3);
        foreach (var reader in readers) await reader.DisposeAsync();
    }

    [Fact]
    public async Task Events_HoldNoSecret()
    {
        await using var world = await World.CreateAsync(options => options with { Desk = options.Desk with { Key = "top-secret-key-4711" } });
        var magister = await world.StartAsync(1, ("VAST_API_KEY", "top-secret-key-4711"));
        await world.SettlesAsync(magister, 1);
        await magister.DropAsync(world.Ours().First().OfferId!.Value, "the key is top-secret-key-4711");
        await world.SettlesAsync(magister, 1);
        var served = await magister.Http.GetStringAsync("events") + await magister.Http.GetStringAsync("metrics");
        Assert.Contains("the key is", served, StringComparison.Ordinal);
        Assert.DoesNotContain("top-secret", served, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_OfASession_EndsWithIt_AndOneOfTheTokenGoesOn()
    {
        const string token = "an-operators-token-4711";
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1, ("OPERATOR_TOKEN", token));
        using var caller = new Caller(world.Address);
        var entered = await caller.SendAsync("POST", "login", Caller.Form(("token", token)));
        var session = entered.Headers["Set-Cookie"].Split(';')[0];
        using var ofSession = await StreamAsync(magister, "Cookie", session);
        using var ofToken = await StreamAsync(magister, "Authorization", $"Bearer {token}");

        await caller.SendAsync("POST", "logout", null, ("Cookie", session));

        var end = await ofSession.Content.ReadAsStringAsync().WaitAsync(TimeSpan.FromSeconds(5));
        Assert.StartsWith(": the events", end, StringComparison.Ordinal);
        await Assert.ThrowsAsync<TimeoutException>(() => ofToken.Content.ReadAsStringAsync().WaitAsync(TimeSpan.FromSeconds(1)));
    }

    private static async Task<HttpResponseMessage> StreamAsync(MagisterProcess magister, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "events/stream");
        request.Headers.TryAddWithoutValidation(header, value);
        var response = await magister.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response;
    }

    private static async Task<JsonElement[]> ListAsync(MagisterProcess magister, string path) =>
        [.. JsonDocument.Parse(await magister.Http.GetStringAsync(path)).RootElement.GetProperty("events").EnumerateArray()];

    private static long Id(JsonElement one) => one.GetProperty("id").GetInt64();

    private static string Kind(JsonElement one) => one.GetProperty("kind").GetString()!;

    private static async Task<Following> FollowAsync(MagisterProcess magister, string path, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await magister.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new Following(response, new SseReader(await response.Content.ReadAsStreamAsync()));
    }

    private sealed class Following(HttpResponseMessage response, SseReader reader) : IAsyncDisposable
    {
        public string? ContentType => response.Content.Headers.ContentType?.MediaType;

        public Task<List<SseItem<string>>> TakeAsync(int count) => reader.TakeAsync(count);

        public async ValueTask DisposeAsync()
        {
            await reader.DisposeAsync();
            response.Dispose();
        }
    }
}
