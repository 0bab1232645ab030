using Magister.Benchmarks.Load;

namespace Magister.Tests.Benchmarks;

public sealed class WrkReportTests
{
    private const string Whole = """
        Running 5s test @ http://127.0.0.1:8555/summary
          2 threads and 32 connections
          Thread Stats   Avg      Stdev     Max   +/- Stdev
            Latency     1.31ms    2.09ms  91.87ms   93.58%
            Req/Sec    18.35k     1.19k   21.00k    55.00%
          Latency Distribution
             50%  823.00us
             75%    1.32ms
             90%   13.53ms
             99%    2.10s
          182674 requests in 5.01s, 342.27MB read
        Requests/sec:  36461.08
        Transfer/sec:     68.31MB
        """;

    [Fact]
    public void Read_WholeReport_HasRateAndTimes()
    {
        var report = WrkReport.Read(Whole);
        Assert.Equal(
            new WrkReport(
                182_674, 36_461.08, TimeSpan.FromMicroseconds(823), TimeSpan.FromSeconds(2.1), TimeSpan.FromMilliseconds(91.87), Failures: 0),
            report);
    }

    [Fact]
    public void Read_RefusalsAndBrokenConnections_AreFailures()
    {
        var report = WrkReport.Read(Whole + "\n  Socket errors: connect 1, read 20, write 300, timeout 4000\n  Non-2xx or 3xx responses: 50000\n");
        Assert.Equal(54_321, report.Failures);
    }

    [Theory]
    [InlineData("0.00us", 0)]
    [InlineData("450.57ms", 450.57)]
    [InlineData("1.50m", 90_000)]
    public void Time_EachUnit_IsRead(string text, double milliseconds) => Assert.Equal(milliseconds, WrkReport.Time(text).TotalMilliseconds, 3);

    [Theory]
    [InlineData("")]
    [InlineData("unable to connect to 127.0.0.1:8555 Connection refused")]
    public void Read_SomethingElse_IsRefused(string text) => Assert.Throws<FormatException>(() => WrkReport.Read(text));
}
