using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Magister.Simulator.Faults;
using Magister.Simulator.Http;
using Magister.Simulator.Market;
using Magister.Simulator.Settings;
using Magister.Simulator.Tests.Support;

namespace Magister.Simulator.Tests.Faults;

/// <summary>Each fault as a client sees it over HTTP, and what the market's records say afterwards.</summary>
public sealed class FaultTests : HostedTests
{
    [Theory]
    [InlineData(FaultKind.TooManyRequests, FaultMoment.Before, 429, "text/plain", "API requests too frequent")]
    [InlineData(FaultKind.TooManyRequests, FaultMoment.After, 429, "text/plain", "API requests too frequent")]
    [InlineData(FaultKind.InternalError, FaultMoment.Before, 500, "application/json", "internal_error")]
    [InlineData(FaultKind.InternalError, FaultMoment.After, 500, "application/json", "internal_error")]
    [InlineData(FaultKind.Unavailable, FaultMoment.Before, 503, "text/plain", "Service Unavailable")]
    [InlineData(FaultKind.Unavailable, FaultMoment.After, 503, "text/plain", "Service Unavailable")]
    [InlineData(FaultKind.ProxyPage, FaultMoment.Before, 502, "text/html", "<h1>502 Bad Gateway</h1>")]
    [InlineData(FaultKind.ProxyPage, FaultMoment.After, 502, "text/html", "<h1>502 Bad Gateway</h1>")]
    [InlineData(FaultKind.EmptyBody, FaultMoment.Before, 200, "application/json", "")]
    [InlineData(FaultKind.EmptyBody, FaultMoment.After, 200, "application/json", "")]
    [InlineData(FaultKind.SuccessFalse, FaultMoment.Before, 200, "application/json", "\"success\":false")]
    [InlineData(FaultKind.SuccessFalse, FaultMoment.After, 200, "application/json", "\"success\":false")]
    public async Task Rent_FaultThatAnswers_HasItsEffectOnlyAfter(FaultKind kind, FaultMoment moment, int status, string type, string body)
    {
        Host.Faults.Add(new FaultRule(kind) { Endpoint = VastEndpoint.Create, Moment = moment });

        var answer = await Vast.RentAsync(Host.FreeOffer());
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal((status, type), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains(body, text);
        Assert.DoesNotContain("new_contract", text);
        CheckEffect(moment, kind);
    }

    [Fact]
    public async Task TooManyRequests_WithThreshold_NamesIt()
    {
        Host.Faults.Add(new FaultRule(FaultKind.TooManyRequests) { Threshold = 7.25 });

        var answer = await Vast.ListAsync();

        Assert.Equal("API requests too frequent: endpoint threshold=7.25", await answer.Content.ReadAsStringAsync());
        Assert.False(answer.Headers.Contains("Retry-After"));
    }

    [Theory]
    [InlineData(FaultMoment.Before)]
    [InlineData(FaultMoment.After)]
    public async Task HalfJson_Rent_IsWholeHttpAndHalfTheJson(FaultMoment moment)
    {
        Host.Faults.Add(new FaultRule(FaultKind.HalfJson) { Moment = moment });

        var text = await (await Vast.RentAsync(Host.FreeOffer())).Content.ReadAsStringAsync();

        Assert.StartsWith("{", text);
        Assert.ThrowsAny<JsonException>(() => JsonNode.Parse(text));
        CheckEffect(moment, FaultKind.HalfJson);
    }

    [Fact]
    public async Task ErrorWithContract_Rent_NamesTheInstanceThatExists()
    {
        Host.Faults.Add(new FaultRule(FaultKind.ErrorWithContract) { Endpoint = VastEndpoint.Create });

        var answer = await Vast.RentAsync(Host.FreeOffer());

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal(Host.Market.Alive().Single().InstanceId, (await VastCaller.BodyAsync(answer))["new_contract"]!.GetValue<long>());
    }

    [Theory]
    [InlineData(FaultMoment.Before)]
    [InlineData(FaultMoment.After)]
    public async Task Reset_Rent_NoAnswerComes(FaultMoment moment)
    {
        Host.Faults.Add(new FaultRule(FaultKind.Reset) { Endpoint = VastEndpoint.Create, Moment = moment });

        await Assert.ThrowsAsync<HttpRequestException>(() => Vast.RentAsync(Host.FreeOffer()));

        CheckEffect(moment, FaultKind.Reset);
    }

    [Theory]
    [InlineData(FaultMoment.Before)]
    [InlineData(FaultMoment.After)]
    public async Task Hang_Rent_LastsUntilTheCallerGivesUp(FaultMoment moment)
    {
        Host.Faults.Add(new FaultRule(FaultKind.Hang) { Endpoint = VastEndpoint.Create, Moment = moment });

        await RentAndGiveUpAsync(call => call.Outcome == SettingText.Word(FaultKind.Hang));

        CheckEffect(moment, FaultKind.Hang);
    }

    [Theory]
    [InlineData(FaultMoment.Before)]
    [InlineData(FaultMoment.After)]
    public async Task Delay_Rent_AnswersRightAndLateWithTheEffectOnTheRightSide(FaultMoment moment)
    {
        Host.Faults.Add(new FaultRule(FaultKind.Delay) { Moment = moment, Delay = TimeSpan.FromMilliseconds(1500) });
        var watch = Stopwatch.StartNew();

        var answer = Vast.RentAsync(Host.FreeOffer());
        await Wait.UntilAsync(() => Host.Market.Truth().CallsMade == 1, "the call's arrival");
        await Task.Delay(150);
        var early = Host.Market.AliveCount;

        Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);
        Assert.True(watch.ElapsedMilliseconds >= 1490);
        Assert.Equal(moment == FaultMoment.After ? 1 : 0, early);
    }

    [Fact]
    public async Task Delay_CallerGivesUpBeforeTheEffect_ItTakesEffectAllTheSame()
    {
        Host.Faults.Add(new FaultRule(FaultKind.Delay) { Delay = TimeSpan.FromMilliseconds(500) });

        await RentAndGiveUpAsync(_ => true);

        await Wait.UntilAsync(() => Host.Market.AliveCount == 1, "the rent that nobody waits for");
    }

    [Fact]
    public async Task EmptyList_ListAndSearch_FindNothing()
    {
        await Vast.RentAsync(Host.FreeOffer());
        Host.Faults.Add(new FaultRule(FaultKind.EmptyList));

        var list = await VastCaller.BodyAsync(await Vast.ListAsync());

        Assert.Equal((0, 0), (list["instances"]!.AsArray().Count, list["total_instances"]!.GetValue<int>()));
        Assert.Empty((await VastCaller.BodyAsync(await Vast.SearchAsync()))["offers"]!.AsArray());
    }

    [Fact]
    public async Task ShortPage_List_LacksRowsThatItsTotalCounts()
    {
        await Vast.RentAsync(Host.FreeOffer());
        await Vast.RentAsync(Host.FreeOffer());
        Host.Faults.Add(new FaultRule(FaultKind.ShortPage) { Endpoint = VastEndpoint.List });

        var list = await VastCaller.BodyAsync(await Vast.ListAsync());

        Assert.Equal((1, 2), (list["instances"]!.AsArray().Count, list["total_instances"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Destroy_ResetAfter_TheInstanceIsGone()
    {
        await Vast.RentAsync(Host.FreeOffer());
        var id = Host.Market.Alive().Single().InstanceId;
        Host.Faults.Add(new FaultRule(FaultKind.Reset) { Endpoint = VastEndpoint.Destroy, Moment = FaultMoment.After, Count = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => Vast.DestroyAsync(id));

        Assert.Equal(0, Host.Market.AliveCount);
        Assert.Equal(HttpStatusCode.NotFound, (await Vast.DestroyAsync(id)).StatusCode);
    }

    [Fact]
    public async Task Count_Spent_TheRuleIsGone()
    {
        Host.Faults.Add(new FaultRule(FaultKind.InternalError) { Endpoint = VastEndpoint.Search, Count = 2 });

        var statuses = new List<int>();
        for (var i = 0; i < 4; i++) statuses.Add((int)(await Vast.SearchAsync()).StatusCode);

        Assert.Equal([500, 500, 200, 200], statuses);
        Assert.Empty(Host.Faults.Rules);
    }

    [Fact]
    public void Probability_ManyCalls_AboutThatFractionIsStruck()
    {
        var plan = new FaultPlan(3);
        plan.Add(new FaultRule(FaultKind.Hang) { Endpoint = VastEndpoint.List, Probability = 0.2 }, new FaultRule(FaultKind.Reset) { Endpoint = VastEndpoint.Show });

        var struck = Enumerable.Range(0, 5000).Count(_ => Draw(plan, VastEndpoint.List) is not null);

        Assert.InRange(struck, 850, 1150);
        Assert.Equal(FaultKind.Reset, Draw(plan, VastEndpoint.Show)!.Kind);
        Assert.Null(Draw(plan, VastEndpoint.Create));
        plan.Clear();
        Assert.Null(Draw(plan, VastEndpoint.Show));
    }

    private static FaultRule? Draw(FaultPlan plan, VastEndpoint endpoint) => plan.Draw(new VastRequest(endpoint, null), _ => true);

    // Goes by the market's records, not by time: on a busy machine a call takes time to arrive.
    private async Task RentAndGiveUpAsync(Func<CallRecord, bool> isTime)
    {
        using var patience = new CancellationTokenSource();
        var rent = Vast.RentAsync(Host.FreeOffer(), cancellation: patience.Token);
        await Wait.UntilAsync(() => Host.Market.Truth().To(VastEndpoint.Create).Any(isTime), "the rent's arrival");
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rent);
    }

    private void CheckEffect(FaultMoment moment, FaultKind kind)
    {
        var call = Host.Market.Truth().To(VastEndpoint.Create).Single();
        Assert.Equal(moment == FaultMoment.After, call.TookEffect);
        Assert.Equal(moment == FaultMoment.After ? 1 : 0, Host.Market.AliveCount);
        Assert.Equal(SettingText.Word(kind), call.Outcome);
    }
}
