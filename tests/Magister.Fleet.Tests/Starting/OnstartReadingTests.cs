using Magister.Fleet.Signing;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Starting;

/// <summary>An instance is recognised by the drop endpoint in its script.</summary>
public sealed class OnstartReadingTests
{
    [Theory]
    [InlineData("http://a:80")]
    [InlineData("https://magister.example:8555")]
    [InlineData("http://10.0.0.1:8555")]
    [InlineData("http://[2001:db8::1]:8555")]
    [InlineData("https://user@host:1/path=x&y;z")]
    public void OfferId_OfAWrittenScript_IsReadBack(string address)
    {
        var random = new Random(7);
        long[] ids = [0, 1, 9, 10, int.MaxValue, long.MaxValue, .. Enumerable.Range(0, 100).Select(_ => random.NextInt64() >> random.Next(63))];
        var settings = Build.Onstart(address, ("CONTEMPLANT_NAME", "it's MAGISTER_DROP_ENDPOINT=http://a:80/drop/5"));

        Assert.All(ids, id => Assert.Equal(id, Onstart.OfferIdOf(Onstart.For(settings, id), address)));
    }

    [Theory]
    [InlineData("export MAGISTER_DROP_ENDPOINT=http://a:80/drop/7\n", 7L)]
    [InlineData("export MAGISTER_DROP_ENDPOINT=http://a:80/drop/7", 7L)]
    [InlineData("export MAGISTER_DROP_ENDPOINT=\"http://a:80/drop/7\"\n", 7L)]
    [InlineData("su x -c 'export MAGISTER_DROP_ENDPOINT='\\''http://a:80/drop/7'\\'' && y'", 7L)]
    [InlineData("env MAGISTER_DROP_ENDPOINT=\\\"http://a:80/drop/7\\\" x", 7L)]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://a:80/drop/7; x", 7L)]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://a:80/drop/7\r\n", 7L)]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://a:80/drop/9223372036854775807 x", long.MaxValue)]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://a:80/drop/9223372036854775808 x", null)]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://a:80/drop/99999999999999999999999999 x", null)]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://a:80/drop/ x", null)]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://a:80/drop/", null)]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://a:80/drop/-7 x", null)]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://a:80/drop/x7", null)]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://a:80/drop/7x", null)]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://a:80/drop/7/8", null)]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://a:80/drop/7.5", null)]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://a:80/verify/7", null)]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://a:8080/drop/7", null)]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://a:8/drop/7", null)]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://ab:80/drop/7", null)]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://a.example:80/drop/7", null)]
    [InlineData("MAGISTER_DROP_ENDPOINT=https://a:80/drop/7", null)]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://b:80/drop/7 # http://a:80/drop/7", null)]
    [InlineData("MAGISTER_DROP_ENDPOINT=", null)]
    [InlineData("HIEROPHANT=http://a:80/drop/7", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void OfferId_OfAScript_IsThatOfThisMagisterOrNone(string? script, long? offer) =>
        Assert.Equal(offer, Onstart.OfferIdOf(script, "http://a:80"));

    [Theory]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://a:80/drop/7?sig=ab12", "ab12")]
    [InlineData("MAGISTER_DROP_ENDPOINT=\"http://a:80/drop/7?sig=ab12\"\nexport X=1", "ab12")]
    [InlineData("su x -c 'export MAGISTER_DROP_ENDPOINT='\\''http://a:80/drop/7?sig=ab12'\\'' && y'", "ab12")]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://a:80/drop/7?sig=ab12; x", "ab12")]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://a:80/drop/7?sig=", "")]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://a:80/drop/7?other=1", null)]
    [InlineData("MAGISTER_DROP_ENDPOINT=http://a:80/drop/7", null)]
    public void Signature_InAScript_IsWhatItsContemplantWillSend(string script, string? signature) =>
        Assert.Equal(new ScriptEndpoint(7, signature), Onstart.EndpointOf(script, "http://a:80"));

    [Fact]
    public void SignedScript_IsReadBack_AndHoldsTheWordDropOnce()
    {
        var secret = new EndpointSecret("dropdropdropdropdrop");
        var settings = Build.Onstart(Address, ("CONTEMPLANT_NAME", "o'brien")) with { Secret = secret };
        long[] ids = [0, 7, 20_012_345, long.MaxValue];
        Assert.All(ids, id =>
        {
            Assert.Equal(new ScriptEndpoint(id, secret.SignatureOf(id)), Onstart.EndpointOf(Onstart.For(settings, id), Address));
            Assert.Equal(2, Onstart.DropEndpoint(settings, id).Split("drop").Length);
        });
        Assert.Equal(Onstart.LongestFor(settings), Onstart.For(settings, long.MaxValue).Length);
        Assert.DoesNotContain(secret.SignatureOf(7), $"{Onstart.EndpointOf(Onstart.For(settings, 7), Address)}", StringComparison.Ordinal);
    }

    [Fact]
    public void EndpointLines_OfAScript_SayTheSameAsTheWholeOfIt_AndLittleElse()
    {
        var settings = Build.Onstart(Address, ("CONTEMPLANT_NAME", "o'brien")) with { Secret = new EndpointSecret("a-secret-of-some-length"), PulseInterval = TimeSpan.FromSeconds(60) };
        string[] scripts =
        [
            Onstart.For(settings, 7), Onstart.For(settings with { PulseInterval = TimeSpan.Zero, Secret = null }, long.MaxValue), $"apt update; export MAGISTER_DROP_ENDPOINT=\"{Address}/drop/7\"\r\nrun",
            $"MAGISTER_DROP_ENDPOINT=\n{Address}/drop/7", $"# {Address}/drop/7\nMAGISTER_DROP_ENDPOINT={Address}0/drop/7\nMAGISTER_DROP_ENDPOINT={Address}/drop/8", "python3 train.py", "",
        ];
        Assert.All(scripts, script =>
        {
            var lines = Onstart.EndpointLines(script);
            Assert.Equal(
                (Onstart.EndpointOf(script, Address), Onstart.PulseEndpointOf(script, Address)), (Onstart.EndpointOf(lines, Address), Onstart.PulseEndpointOf(lines, Address)));
            Assert.InRange(lines.Split('\n').Length, 1, 2);
        });
    }

    [Fact]
    public void LongestFor_IsTheLengthForTheLongestId()
    {
        var random = new Random(11);
        var settings = Build.Onstart(Address, ("CONTEMPLANT_NAME", "o'brien"), ("SSH_AUTHORIZED_KEYS", "a\"$`\\\n😀"));
        var longest = Onstart.LongestFor(settings);

        Assert.Equal(longest, Onstart.For(settings, 1_000_000_000_000_000_000).Length);
        for (var run = 0; run < 200; run++) Assert.True(Onstart.For(settings, random.NextInt64() >> random.Next(63)).Length <= longest);
    }

    [Fact]
    public void UsualValues_AreWrittenWithoutQuotes()
    {
        var script = Onstart.For(Build.Onstart(Address, ("HTTP_PORT", "9011"), ("CONTEMPLANT_VMS", "sp1,risc0")), 7);

        Assert.Equal(
            """
            su contemplant -c 'export HOME=/home/contemplant
            export TMUX_TMPDIR=/home/contemplant/.tmux
            export MAGISTER_DROP_ENDPOINT=http://magister.example:8555/drop/7
            export HIEROPHANT_WS_ADDRESS=ws://hierophant.example:9010/ws
            export HTTP_PORT=9011
            export CONTEMPLANT_VMS=sp1,risc0
            cd
            exec /usr/local/bin/contemplant-entrypoint.sh'

            """,
            script);
    }

    [Fact]
    public void DropEndpoint_IsWhatTheScriptCarries() =>
        Assert.Equal("http://magister.example:8555/drop/7", Onstart.DropEndpoint(Build.Onstart(), 7));
}
