using Magister.Vast.Sending;

namespace Magister.Vast.Tests.Sending;

public sealed class FailureTextTests
{
    [Fact]
    public void Of_CausesThatTheMessageQuotes_SaysThemOnce()
    {
        var refused = new HttpRequestException("no connection to 127.0.0.1 (Connection refused)", new IOException("Connection refused"));
        Assert.Equal(
            "no connection to 127.0.0.1 (Connection refused) (127.0.0.1:80)",
            FailureText.Describe(new HttpRequestException("no connection to 127.0.0.1 (Connection refused) (127.0.0.1:80)", refused)));
    }

    [Fact]
    public void Of_CausesThatSayMore_SaysAllOfThem() =>
        Assert.Equal("see the inner exception: disk full", FailureText.Describe(new IOException("see the inner exception", new IOException("disk full"))));
}
