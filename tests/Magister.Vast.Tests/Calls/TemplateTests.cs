using Magister.Fleet.Market;
using Magister.StandIns;
using Magister.Vast.Calls;
using Magister.Vast.Tests.Bench;

namespace Magister.Vast.Tests.Calls;

public sealed class TemplateTests
{
    private const string Hash = "4e17788f74f075dd9aab7d0d4427968f";

    [Theory]
    [InlineData("""{"success":true,"templates_found":0,"templates":[]}""", false)]
    [InlineData("""{"success":true,"templates":[{"id":1,"name":"c","image":"i"}]}""", true)]
    [InlineData("""{"success":true,"templates":[{"id":1,"hash_id":"other"},{"id":2,"hash_id":"4e17788f74f075dd9aab7d0d4427968f"}]}""", true)]
    [InlineData("""{"success":true,"templates":[{"id":1,"hash_id":"other"}]}""", false)]
    public async Task TemplateAsync_OneOrNone_IsSaid(string body, bool exists)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(200, body));

        var done = Assert.IsType<Outcome<TemplateStanding>.Done>(await bench.Client.SendAsync(new TemplateCall(Hash), CancellationToken.None));

        Assert.Equal(exists, done.Value.Exists);
        var seen = Assert.Single(bench.Vast.Seen);
        Assert.Equal(("GET", "/api/v0/template/"), (seen.Method, seen.Path));
    }

    [Fact]
    public async Task TemplateAsync_HostileName_IsCleaned()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(200, """{"templates":[{"name":"a\u001b[31mb","image":"i"}]}"""));

        var done = Assert.IsType<Outcome<TemplateStanding>.Done>(await bench.Client.SendAsync(new TemplateCall(Hash), CancellationToken.None));

        Assert.Equal(("ab", "i"), (done.Value.Name, done.Value.Image));
    }

    [Theory]
    [InlineData("""{"success":true}""")]
    [InlineData("<html></html>")]
    public async Task TemplateAsync_NoList_IsUnknown(string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Text(200, body));
        Assert.IsType<Outcome<TemplateStanding>.Unknown>(await bench.Client.SendAsync(new TemplateCall(Hash), CancellationToken.None));
    }
}
