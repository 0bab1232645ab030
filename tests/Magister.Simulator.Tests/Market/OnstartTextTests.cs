using Magister.Simulator.Market;
using Magister.Simulator.Tests.Support;

namespace Magister.Simulator.Tests.Market;

public class OnstartTextTests
{
    [Theory]
    [InlineData("export MAGISTER_DROP_ENDPOINT=http://h:1/drop/7; x", "http://h:1/drop/7")]
    [InlineData("export MAGISTER_DROP_ENDPOINT='http://h:1/drop/7' X=1", "http://h:1/drop/7")]
    [InlineData("su c -c \"MAGISTER_DROP_ENDPOINT=\\\"https://h/drop/7?a=b&c\\\" run\"", "https://h/drop/7?a=b&c")]
    [InlineData("su c -c 'export MAGISTER_DROP_ENDPOINT='\\''http://h:1/drop/7'\\''; run'", "http://h:1/drop/7")]
    [InlineData("su c -c 'export MAGISTER_DROP_ENDPOINT='\"'\"'http://h:1/drop/7'\"'\"' ; run'", "http://h:1/drop/7")]
    [InlineData("su c -c 'export MAGISTER_DROP_ENDPOINT=\"http://h:1/drop/7?sig=ab12\"\nexec run'", "http://h:1/drop/7?sig=ab12")]
    [InlineData("echo", null)]
    [InlineData(null, null)]
    public void DropEndpoint_AnyQuoting_IsRead(string? onstart, string? expected) => Assert.Equal(expected, OnstartText.DropEndpoint(onstart));

    [Fact]
    public void DropEndpoint_CarefulQuoting_IsRead() =>
        Assert.Equal("http://h:8555/drop/12", OnstartText.DropEndpoint(Onstart.For("http://h:8555/drop/12", ("CONTEMPLANT_NAME", "it's"))));

    [Theory]
    [InlineData("http://h:8555/drop/12", "http://h:8555")]
    [InlineData("http://h:8555/drop/12?sig=ab12", "http://h:8555")]
    [InlineData("http://h:8555/x", null)]
    [InlineData(null, null)]
    public void MagisterAddress_OfADropEndpoint_IsWhatStandsBefore(string? endpoint, string? address) =>
        Assert.Equal(address, OnstartText.MagisterAddress(endpoint));
}
