using Magister.Fleet;
using Magister.Fleet.Market;
using Magister.Ordinary;
using Magister.Running;
using Magister.StandIns;
using Magister.Tests.EndToEnd;
using Microsoft.Extensions.Time.Testing;

namespace Magister.Tests.Running;

public sealed class HierophantClientTests : IAsyncDisposable
{
    private readonly StandIn hierophant = new();

    private readonly FakeTimeProvider time = new();

    public ValueTask DisposeAsync() => hierophant.DisposeAsync();

    [Fact]
    public async Task List_OfContemplants_IsTheirEndpointsAndFigures()
    {
        hierophant.Otherwise(Replies.Json(200, """
            [["192.0.2.1:9", {"name": "a", "status": {"Busy": {"proof": 1}}, "strikes": 2, "num_completed_span_proofs": 7, "average_span_proof_time": 4.5,
              "magister_drop_endpoint": "http://m:1/drop/1?sig=ab"}],
             ["192.0.2.2:9", {"name": "b", "status": "Idle", "strikes": 0, "num_completed_span_proofs": 0, "average_span_proof_time": 0, "magister_drop_endpoint": "http://m:1/drop/2"}]]
            """));

        Assert.Equal(
            [
                new HierophantRow("http://m:1/drop/1?sig=ab", new WorkerStanding(true, 2, 7, 4.5)),
                new HierophantRow("http://m:1/drop/2", new WorkerStanding(false, 0, 0, null)),
            ],
            await RowsAsync());
        Assert.Equal("/contemplants", hierophant.Seen.Single().Path);
        Assert.DoesNotContain("sig", new HierophantRow("http://m:1/drop/1?sig=ab", new WorkerStanding(true, 2, 7, 4.5)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_WithOddRows_IsTheRest()
    {
        hierophant.Otherwise(Replies.Json(200, """
            [null, 1, [], ["a"], ["a", null], ["a", {}], ["a", {"magister_drop_endpoint": null}], ["a", {"magister_drop_endpoint": 7}],
             ["a", {"magister_drop_endpoint": "x", "strikes": -3, "num_completed_span_proofs": 1e300, "average_span_proof_time": "soon", "status": 9}]]
            """));

        Assert.Equal([new HierophantRow("x", new WorkerStanding(false, 0, 0, null))], await RowsAsync());
    }

    [Theory]
    [InlineData(200, "<!DOCTYPE html>", "not a list of Contemplants")]
    [InlineData(200, "{}", "not a list of Contemplants")]
    [InlineData(200, "", "not a list of Contemplants")]
    [InlineData(500, "[]", "answers 500")]
    [InlineData(302, "[]", "answers 302")]
    public async Task List_ThatIsNone_IsUnknown(int status, string body, string expected)
    {
        hierophant.Otherwise(Replies.Text(status, body).WithHeader("Location", $"{hierophant.Url}/elsewhere"));

        Assert.Contains(expected, await FailureAsync(), StringComparison.Ordinal);
        Assert.Single(hierophant.Seen);
    }

    [Fact]
    public async Task List_OfTenMegabytes_IsNotRead()
    {
        hierophant.Otherwise(Replies.Padded("[]", 10_000_000));

        Assert.Contains("more than 8 MiB", await FailureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_ThatBreaks_IsUnknown()
    {
        hierophant.Otherwise(Broken.ByReset());

        Assert.StartsWith(hierophant.Url, await FailureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_ThatNeverEnds_IsGivenUp()
    {
        hierophant.Otherwise(Broken.ByHang(Replies.Text(200, "[")));
        var list = ListAsync();
        await Eventually.IsTrueAsync("it was asked", () => hierophant.Seen.Length == 1);
        time.Advance(HierophantClient.Patience);

        Assert.Contains("no complete answer within 10 s", Assert.IsType<Outcome<HierophantListing>.Unknown>(await list).Reason, StringComparison.Ordinal);
    }

    private async Task<HierophantRow[]> RowsAsync() => [.. Assert.IsType<Outcome<HierophantListing>.Done>(await ListAsync()).Value.Rows];

    private async Task<string> FailureAsync() => Assert.IsType<Outcome<HierophantListing>.Unknown>(await ListAsync()).Reason;

    private async Task<Outcome<HierophantListing>> ListAsync()
    {
        using var http = new HttpClient(Magister.Vast.Sending.Connections.NewHandler());
        HierophantClient.Configure(http, OrdinaryFleet.Settings(1) with { Onstart = OrdinaryFleet.Onstart with { HierophantAddress = $"ws://{hierophant.Address.Authority}/ws" } });
        return await new HierophantClient(http, time).ListAsync(CancellationToken.None);
    }
}
