using Magister.Fleet.Market;
using Magister.StandIns;
using Magister.Vast.Calls;
using Magister.Vast.Tests.Bench;

namespace Magister.Vast.Tests.Calls;

public sealed class AccountTests
{
    [Theory]
    [InlineData("""{"id":1,"balance":12.5,"credit":3}""", 12.5, true)]
    [InlineData("""{"balance":-0.25,"credit":4}""", 4, true)]
    [InlineData("""{"balance":"0.0"}""", 0, false)]
    [InlineData("""{"credit":-1.5}""", -1.5, false)]
    public async Task AccountAsync_Standing_IsTheLargerOfBalanceAndCredit(string body, double credit, bool canPay)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(200, body));
        var done = Assert.IsType<Outcome<AccountStanding>.Done>(await bench.Client.SendAsync(new AccountCall(), CancellationToken.None));
        Assert.Equal((credit, canPay), (done.Value.Credit, done.Value.CanPay));
        var seen = Assert.Single(bench.Vast.Seen);
        Assert.Equal(("GET", "/api/v0/users/current/"), (seen.Method, seen.Path));
    }

    [Theory]
    [InlineData("""{"id":1,"email":"a@example.com"}""")]
    [InlineData("""{"balance":{}}""")]
    [InlineData("""{"balance":null,"credit":null}""")]
    [InlineData("<html></html>")]
    public async Task AccountAsync_NoSums_AreUnknown(string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Text(200, body));
        Assert.IsType<Outcome<AccountStanding>.Unknown>(await bench.Client.SendAsync(new AccountCall(), CancellationToken.None));
    }
}
