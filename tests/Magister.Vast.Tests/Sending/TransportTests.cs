using System.Collections.Immutable;
using Magister.Fleet.Market;
using Magister.StandIns;
using Magister.Vast.Tests.Bench;
using WireMock.ResponseBuilders;

namespace Magister.Vast.Tests.Sending;

public sealed class TransportTests
{
    private const string Offers = """{"offers":[{"id":7}]}""";
    private const int Mebibyte = 1024 * 1024;

    public static TheoryData<string> TooLarge { get; } = ["chunked", "gzip", "announced"];

    [Theory]
    [MemberData(nameof(TooLarge))]
    public async Task SearchAsync_AnswerTooLarge_IsUnknownAndSaysSo(string how)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Large(how));
        var unknown = Assert.IsType<Outcome<ImmutableArray<Offer>>.Unknown>(await bench.SearchAsync());
        Assert.Equal("the answer is larger than 64 MiB", unknown.Reason);
        Assert.Single(bench.Vast.Seen);
    }

    [Theory]
    [MemberData(nameof(TooLarge))]
    public async Task RentAsync_AnswerTooLarge_IsUnknown(string how)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Large(how));
        Assert.IsType<Outcome<long>.Unknown>(await bench.RentAsync());
        Assert.Single(bench.Vast.Seen);
    }

    [Fact]
    public async Task SearchAsync_LargeAnswerWithinTheBound_IsRead()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Padded(Offers, 8 * Mebibyte));
        Assert.IsType<Outcome<ImmutableArray<Offer>>.Done>(await bench.SearchAsync());
    }

    [Fact]
    public async Task SearchAsync_ByteOrderMark_IsRead()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Text(200, "\uFEFF" + Offers));
        Assert.IsType<Outcome<ImmutableArray<Offer>>.Done>(await bench.SearchAsync());
    }

    [Fact]
    public async Task AnyCall_Redirected_KeyGoesNowhereElse()
    {
        await using var bench = await VastBench.StartAsync();
        await using var other = new StandIn();
        bench.Vast.Otherwise(Replies.Redirect(other.Address.AbsoluteUri));
        Assert.IsType<Outcome<ImmutableArray<Offer>>.Unknown>(await bench.SearchAsync());
        Assert.IsType<Outcome<InstanceListing>.Unknown>(await bench.ListAsync());
        Assert.IsType<Outcome<ShownInstance>.Unknown>(await bench.ShowAsync());
        Assert.IsType<Outcome<long>.Unknown>(await bench.RentAsync());
        Assert.IsType<Outcome<DestroyConfirmation>.Unknown>(await bench.DestroyAsync());
        Assert.Empty(other.Seen);
        Assert.Equal(5, bench.Vast.Seen.Length);
    }

    [Fact]
    public async Task AnyCall_CookieSet_IsNotSentBack()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Otherwise(Replies.Json(200, Offers).WithHeader("Set-Cookie", "session=1; Path=/"));
        await bench.SearchAsync();
        await bench.SearchAsync();
        Assert.All(bench.Vast.Seen, seen => Assert.Null(seen.Header("Cookie")));
        Assert.All(bench.Vast.Seen, seen => Assert.StartsWith("magister/", seen.Header("User-Agent"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnyCall_BaseUrlWithAPath_GoesBelowIt()
    {
        await using var other = new StandIn();
        await using var bench = await VastBench.StartAsync(settings => settings with { BaseUrl = new Uri(other.Address, "below/this") });
        other.Then(Replies.Json(200, Offers));
        await bench.SearchAsync();
        Assert.Equal("/below/this/api/v0/bundles/", Assert.Single(other.Seen).Path);
    }

    [Theory]
    [InlineData(200, "br")]
    [InlineData(200, "gzip")]
    [InlineData(200, "deflate")]
    [InlineData(502, "zstd")]
    public async Task ListAsync_BodyThatIsNotInItsEncoding_IsUnknown(int status, string encoding)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Otherwise(Replies.Text(status, "<html>502</html>", "text/html").WithHeader("Content-Encoding", encoding));
        Assert.IsType<Outcome<InstanceListing>.Unknown>(await bench.ListAsync());
        Assert.Equal("gzip", bench.Vast.Seen[0].Header("Accept-Encoding"));
    }

    [Theory]
    [InlineData("error code: 1010")]
    [InlineData("<html><body>403 Forbidden</body></html>")]
    [InlineData("")]
    public async Task ListAsync_403ThatIsNotVasts_SaysNothingOfTheKey(string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Otherwise(Replies.Text(403, body));
        Assert.IsType<Outcome<InstanceListing>.Unknown>(await bench.ListAsync());
    }

    [Fact]
    public async Task SearchAsync_Redirected_NamesTheHostAlone()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Otherwise(Replies.Redirect("https://elsewhere.example/api?token=secret"));
        Assert.Equal(
            "HTTP 302 to elsewhere.example, which is not followed",
            Assert.IsType<Outcome<ImmutableArray<Offer>>.Unknown>(await bench.SearchAsync()).Reason);
    }

    [Fact]
    public async Task AnyCall_KeyInVastsText_IsNeitherInReasonsNorLogged()
    {
        await using var bench = await VastBench.StartAsync();
        var said = $$"""{"success":false,"error":"x","msg":"key {{VastBench.ApiKey}} is odd","detail":"{{VastBench.ApiKey}}"}""";
        foreach (var status in (int[])[200, 400, 401, 403, 404, 429, 500])
        {
            bench.Vast.Otherwise(Replies.Json(status, said));
            string[] outcomes =
            [
                (await bench.SearchAsync()).ToString(),
                (await bench.ListAsync()).ToString(),
                (await bench.ShowAsync()).ToString(),
                (await bench.DestroyAsync()).ToString(),
                (await bench.RentAsync()).ToString(),
            ];
            Assert.All(outcomes, text => Assert.DoesNotContain(VastBench.ApiKey, text, StringComparison.Ordinal));

            // A show of an instance that Vast does not have is done, without a text.
            Assert.All(outcomes.Where((text, call) => (status, call) is not (404, 2)), text => Assert.Contains("•••", text, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(bench.Log.All, line => line.Text.Contains(VastBench.ApiKey, StringComparison.Ordinal));
        Assert.DoesNotContain(bench.Log.All, line => line.Text.Contains("Bearer", StringComparison.OrdinalIgnoreCase));
    }

    private static IResponseBuilder Large(string how) => how switch
    {
        "chunked" => Replies.Padded(Offers, 65 * Mebibyte),
        "gzip" => Replies.Gzip(Offers, 65 * Mebibyte),
        _ => Broken.ByHang(Replies.Status(200).WithHeader("Content-Length", $"{65L * Mebibyte}")),
    };
}
