using Magister.Fleet.Market;
using Magister.StandIns;
using Magister.Vast.Calls;
using Magister.Vast.Tests.Bench;

namespace Magister.Vast.Tests.Calls;

public sealed class ChargesTests
{
    private static readonly DateOnly Day = new(2026, 1, 31);

    [Fact]
    public async Task Charges_OfADay_AreReadPageByPage()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(200, """{"results":[{"source":"instance-7","amount":1.25},{"source":"volume-8","amount":3}],"next_token":"abc="}"""))
            .Then(Replies.Json(200, """{"results":[{"source":"instance-9","amount":0.004}],"next_token":null}"""));
        var bill = Assert.IsType<Outcome<DayBill>.Done>(await bench.Client.SendAsync(new ChargesCall(Day), CancellationToken.None)).Value;
        Assert.Equal([KeyValuePair.Create(7L, 1.25), KeyValuePair.Create(9L, 0.004)], bill.Charges);
        Assert.Equal("""{"day":{"gte":1769817600,"lte":1769903999},"type":{"in":["instance"]}}""", bench.Vast.Seen.First().Parameter("select_filters"));
        Assert.Equal([null, "abc="], bench.Vast.Seen.Select(seen => seen.Parameter("after_token")));
    }

    [Theory]
    [InlineData("""{"results":[{"source":"instance-7","amount":1},{"source":"instance-7","amount":1}]}""", 1)]
    [InlineData("""{"results":[{"source":"instance-7","amount":-1}]}""", 0)]
    [InlineData("""{"results":[{"source":"instance-7","amount":1e308}]}""", 0)]
    [InlineData("""{"results":[{"source":"instance-7","amount":null},{"source":null},{},7]}""", 0)]
    [InlineData("""{"results":[{"source":"instance-x","amount":1}]}""", 0)]
    [InlineData("""{"results":[]}""", 0)]
    public async Task Charges_OddRows_CountOnceOrNotAtAll(string body, int charges)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(200, body));
        var bill = Assert.IsType<Outcome<DayBill>.Done>(await bench.Client.SendAsync(new ChargesCall(Day), CancellationToken.None)).Value;
        Assert.Equal(charges, bill.Charges.Count);
    }

    [Theory]
    [InlineData("""{"success":true}""")]
    [InlineData("""{"results":{}}""")]
    [InlineData("""{"results":[],"next_token":{}}""")]
    [InlineData("<html></html>")]
    public async Task Charges_NoBill_AreUnknown(string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Text(200, body));
        Assert.IsType<Outcome<DayBill>.Unknown>(await bench.Client.SendAsync(new ChargesCall(Day), CancellationToken.None));
    }
}
