using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Magister.Fleet.Market;
using Magister.StandIns;
using Magister.Vast.Calls;
using Magister.Vast.Tests.Bench;

namespace Magister.Vast.Tests.Calls;

public sealed class SearchTests
{
    [Fact]
    public async Task SearchAsync_Offers_ComeInVastsOrderWithoutTheBrokenOnes()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(200, """{"offers":[{"id":3,"dph_total":0.4},{"id":"x"},{"id":1,"dph_total":[]},{"id":2}]}"""));
        var done = Assert.IsType<Outcome<ImmutableArray<Offer>>.Done>(await bench.SearchAsync());
        Assert.Equal([3, 2], done.Value.Select(offer => offer.Id));
        Assert.Equal(2, bench.Log.Of(3000).Length);
    }

    [Fact]
    public async Task SearchAsync_Query_IsPostedAsTheContractSays()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(200, """{"offers":[]}"""));
        Assert.Empty(Assert.IsType<Outcome<ImmutableArray<Offer>>.Done>(await bench.SearchAsync()).Value);
        var seen = Assert.Single(bench.Vast.Seen);
        Assert.Equal(("POST", "/api/v0/bundles/"), (seen.Method, seen.Path));
        Assert.Equal($"Bearer {VastBench.ApiKey}", seen.Header("Authorization"));
        Assert.Equal("application/json", seen.Header("Content-Type"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(new SearchCall(VastBench.Query).Next.Body), JsonNode.Parse(seen.Body!)), seen.Body);
    }

    [Fact]
    public async Task SearchAsync_ThousandOffers_AllRead()
    {
        await using var bench = await VastBench.StartAsync();
        var rows = string.Join(',', Enumerable.Range(1, 1_000).Select(id => $$"""{"id":{{id}},"gpu_name":"RTX 4090"}"""));
        bench.Vast.Then(Replies.Gzip($$"""{"offers":[{{rows}}]}"""));
        Assert.Equal(1_000, Assert.IsType<Outcome<ImmutableArray<Offer>>.Done>(await bench.SearchAsync()).Value.Length);
    }

    [Theory]
    [InlineData(200, "not json")]
    [InlineData(200, "")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"offers":{"id":1}}""")]
    [InlineData(200, """{"offers":[{"id":1}""")]
    [InlineData(200, "<html></html>")]
    [InlineData(302, "")]
    [InlineData(404, """{"detail":"Not Found"}""")]
    [InlineData(404, "<html></html>")]
    [InlineData(400, "<html></html>")]
    public async Task SearchAsync_NotWhatWasAskedFor_IsUnknownAndNotRepeated(int status, string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Text(status, body));
        Assert.IsType<Outcome<ImmutableArray<Offer>>.Unknown>(await bench.SearchAsync());
        Assert.Single(bench.Vast.Seen);
    }

    [Fact]
    public async Task SearchAsync_BadRequest_IsRefusedWithVastsWords()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(400, """{"error":"invalid_request","msg":"Invalid \u001b[31mjson\u202e body"}"""));
        var refused = Assert.IsType<Outcome<ImmutableArray<Offer>>.Refused>(await bench.SearchAsync());
        Assert.Equal((RefusalKind.InvalidRequest, "HTTP 400: invalid_request: Invalid json body"), (refused.Kind, refused.Reason));
    }

    [Theory]
    [InlineData(404, """{"error":"auth_error","msg":"Invalid user key"}""")]
    [InlineData(404, """{"msg":"Invalid user key"}""")]
    public async Task SearchAsync_KeyRefused_IsUnauthorised(int status, string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Text(status, body));
        Assert.IsType<Outcome<ImmutableArray<Offer>>.Unauthorised>(await bench.SearchAsync());
        Assert.Single(bench.Vast.Seen);
    }
}
