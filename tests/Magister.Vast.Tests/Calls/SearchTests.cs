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

    [Fact]
    public async Task SearchAsync_FurtherFilters_AreCheckedOnWhatComesBack_AndABrokenFieldFailsItsOwnAlone()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(200, """
            {"offers":[
              {"id":1,"num_gpus":2,"geolocation":"Sweden, SE","hosting_type":1,"gpu_frac":0.5},
              {"id":2,"num_gpus":"?","geolocation":"Sweden, SE","hosting_type":1,"gpu_frac":0.5},
              {"id":3,"num_gpus":2,"geolocation":", US","hosting_type":1,"gpu_frac":0.5},
              {"id":4,"num_gpus":2,"geolocation":null,"hosting_type":1,"gpu_frac":0.5},
              {"id":5,"num_gpus":2,"geolocation":"SE","hosting_type":0,"gpu_frac":0.5},
              {"id":6,"num_gpus":2.0,"geolocation":"SE","hosting_type":1,"gpu_frac":{}},
              {"id":7,"num_gpus":"4","geolocation":"x, y, SE ","hosting_type":"1","gpu_frac":"1"}]}
            """));
        var query = VastBench.Query with
        {
            Further =
            [
                new("num_gpus", "num_gpus", "gte", ["2"]), new("geolocation", "geolocation", "in", ["SE", "DE"]),
                new("also.datacenter", "datacenter", "eq", ["true"]), new("also.gpu_frac", "gpu_frac", "lte", ["1"]),
            ],
        };

        var offers = Assert.IsType<Outcome<ImmutableArray<Offer>>.Done>(await bench.SearchAsync(query)).Value;

        Assert.Equal(
            [
                null, "it does not show its num_gpus", "its geolocation is US, but geolocation requires in SE, DE", "it does not show its geolocation",
                "its datacenter is 0, but also.datacenter requires eq true", "it does not show its gpu_frac", null,
            ],
            offers.Select(offer => query.Further.Select(filter => filter.Objection(offer)).FirstOrDefault(words => words is not null)));
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
