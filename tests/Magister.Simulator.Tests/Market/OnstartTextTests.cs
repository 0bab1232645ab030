using Magister.Simulator.Callers;
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

    [Fact]
    public void Environment_OfATextWithAWatch_IsRead()
    {
        var text = Onstart.For("http://h:1/drop/7?sig=ab", ("MAGISTER_PULSE_ENDPOINT", "http://h:1/pulse/7?sig=cd"), ("MAGISTER_PULSE_SECS", "45"));

        Assert.Equal(
            new ContemplantEnvironment("http://h:1/drop/7?sig=ab", "http://h:1/pulse/7?sig=cd", TimeSpan.FromSeconds(45)),
            ContemplantEnvironment.Read(name => OnstartText.Variable(text, name)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("x")]
    public void Environment_WithoutAnInterval_HasNoWatch(string seconds)
    {
        var text = Onstart.For("http://h:1/drop/7", ("MAGISTER_PULSE_ENDPOINT", "http://h:1/pulse/7"), ("MAGISTER_PULSE_SECS", seconds));

        Assert.Null(ContemplantEnvironment.Read(name => OnstartText.Variable(text, name))!.PulseEndpoint);
    }
}
