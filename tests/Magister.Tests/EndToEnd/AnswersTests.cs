using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Magister.Tests.EndToEnd;

/// <summary>Frequent requests are answered from bytes: with a tag, compressed if accepted, and in pages.</summary>
public sealed class AnswersTests
{
    [Theory]
    [InlineData("summary")]
    [InlineData("instances")]
    public async Task Answer_ThatSomebodyHas_IsNotSentAgain_UntilTheFleetChanges(string path)
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);

        // The first list that shows an instance tells more about it.
        await Eventually.IsTrueAsync("a list showed both", async () => (await magister.Http.GetStringAsync("status")).Split("\"status\":\"running\"").Length == 3);
        using var first = await magister.Http.GetAsync(path);
        Assert.Equal("application/json; charset=utf-8", first.Content.Headers.ContentType?.ToString());
        Assert.Equal((await first.Content.ReadAsByteArrayAsync()).Length, first.Content.Headers.ContentLength);
        Assert.Equal("private, no-cache", string.Join(", ", first.Headers.CacheControl!.ToString().Split(", ").Order().Reverse()));

        using var same = await AskAsync(magister, path, request => request.Headers.IfNoneMatch.Add(first.Headers.ETag!));
        Assert.Equal((HttpStatusCode.NotModified, first.Headers.ETag), (same.StatusCode, same.Headers.ETag));
        Assert.Empty(await same.Content.ReadAsByteArrayAsync());

        await magister.DropAsync(world.Ours().First().OfferId!.Value);
        await world.SettlesAsync(magister, 2);
        using var changed = await AskAsync(magister, path, request => request.Headers.IfNoneMatch.Add(first.Headers.ETag!));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(first.Headers.ETag, changed.Headers.ETag);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Answer_IsCompressedForThoseWhoWantIt(string encoding)
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(3);
        await world.SettlesAsync(magister, 3);
        var plain = await magister.Http.GetByteArrayAsync("instances");
        using var compressed = await AskAsync(magister, "instances", request => request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding)));
        Assert.Equal(encoding, Assert.Single(compressed.Content.Headers.ContentEncoding));
        Assert.Equal("Accept-Encoding", compressed.Headers.Vary.ToString());
        await using var content = await compressed.Content.ReadAsStreamAsync();
        await using Stream reading = encoding == "br" ? new BrotliStream(content, CompressionMode.Decompress) : new GZipStream(content, CompressionMode.Decompress);
        using var read = new MemoryStream();
        await reading.CopyToAsync(read);
        Assert.Equal(plain, read.ToArray());
    }

    [Fact]
    public async Task Pages_TogetherAreTheWholeList()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(5);
        await world.SettlesAsync(magister, 5);
        var whole = (await magister.InstancesAsync()).EnumerateArray().Select(row => row.GetProperty("instance_id").GetInt64()).ToArray();
        var (paged, path, pages) = (new List<long>(), "instances?limit=2", 0);
        while (path is not null)
        {
            using var page = await magister.Http.GetAsync(path);
            var rows = JsonDocument.Parse(await page.Content.ReadAsStringAsync()).RootElement.EnumerateArray().ToArray();
            paged.AddRange(rows.Select(row => row.GetProperty("instance_id").GetInt64()));
            pages++;
            path = page.Headers.TryGetValues("Link", out var links) ? links.Single().Split('>')[0].TrimStart('<', '/') : null;
        }

        Assert.Equal((3, 5), (pages, whole.Length));
        Assert.Equal(whole, paged);
        Assert.Equal(HttpStatusCode.BadRequest, await magister.GetAsync("instances?limit=0"));
        Assert.Equal(HttpStatusCode.BadRequest, await magister.GetAsync("instances?after=x"));
    }

    [Fact]
    public async Task LongAnswer_IsSentWhole_AlsoToOneWhoReadsSlowly()
    {
        await using var world = await World.CreateAsync(options => options with { Market = options.Market with { Offers = 1000 } });
        var magister = await world.StartAsync(150);
        await world.SettlesAsync(magister, 150, 60);
        using var response = await magister.Http.GetAsync("instances", HttpCompletionOption.ResponseHeadersRead);
        await using var content = await response.Content.ReadAsStreamAsync();
        using var read = new MemoryStream();
        var piece = new byte[4096];
        for (int got; (got = await content.ReadAsync(piece)) > 0;)
        {
            read.Write(piece, 0, got);
            if (read.Length < 20_000) await Task.Delay(20);
        }

        Assert.Equal(150, JsonDocument.Parse(read.ToArray()).RootElement.GetArrayLength());
    }

    private static async Task<HttpResponseMessage> AskAsync(MagisterProcess magister, string path, Action<HttpRequestMessage> change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        change(request);
        return await magister.Http.SendAsync(request);
    }
}
