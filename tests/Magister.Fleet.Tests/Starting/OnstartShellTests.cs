using System.Text;
using Magister.Fleet.Signing;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Starting;

/// <summary>Every configured value reaches the final program byte for byte, through real shells.</summary>
public sealed class OnstartShellTests
{
    private const int Scripts = 40;
    private const int ValuesEach = 12;
    private const string ShellWords = "'\"\\$`!\n\r\t *?[]~#;&|<>(){}=%-";

    private static readonly string[] Nasty =
    [
        "", " ", "  two  blanks  ", "-n", "-", "--", "-e \\n", "'", "''", "'\\''", "\"", "\"\"", "\\", "\\\\", "\\\\\\", "ends with \\", "ends with '",
        "ends with \"", "\\\n", "\\\\\n", "a\\\nb", "\n", "\n\n", "a\n", "\na", "\r", "\r\n", "a\r\nb", "\t", "\ttab\t", "$", "$$", "$HOME", "${HOME}",
        "$(id)", "`id`", "\\`id\\`", "\\$HOME", "$'a\\n'", "$\"a\"", "!", "!!", "!id", "a!b", "\"!\"", "*", "?", "[a-z]*", "~", "~root", "a:~", "{a,b}",
        "#", "# not a comment", "a #b", ";", "; id", "&", "&& id", "|", "<", ">", ">x", "(", ")", "()", "=", "a=b", "%s", "%%", "\\n", "\\0", "\\x41",
        "export A=b", "EOF", "ä", "日本語", "😀", "👩‍👩‍👧", "\u0080", "\u0081", "\u0082\u0083\u0084", "\u0085", "\u0088\u009f", "\u00a0", "\u2028", "\ufeff",
        "\u0001", "\u001b[31m", "\u007f", "\u0081'\u0082\"\u0083\\\u0084$\u0085`", "ssh-ed25519 AAAA+/= o'brien@host \"x\" $1 `y` \\\nssh-rsa BBBB",
    ];

    [ShellFact("dash")]
    public void Values_ThroughDash_ArriveExactly() => EveryValueArrives("dash", "C");

    [ShellFact("bash")]
    public void Values_ThroughBash_ArriveExactly() => EveryValueArrives("bash", "C");

    [ShellFact("bash")]
    public void Values_ThroughBashInUtf8_ArriveExactly() => EveryValueArrives("bash", "C.UTF-8");

    [ShellFact("dash")]
    public void WholeScript_ThroughDash_SetsWhatAContemplantReads() => TheWholeEnvironmentArrives("dash");

    [ShellFact("bash")]
    public void WholeScript_ThroughBash_SetsWhatAContemplantReads() => TheWholeEnvironmentArrives("bash");

    private static void EveryValueArrives(string shell, string locale)
    {
        var random = new Random(20_260_101);
        var nasty = new Queue<string>(Nasty);
        string[][] sets = [.. Enumerable.Range(0, Scripts).Select(_ => Enumerable.Range(0, ValuesEach).Select(_ => Next()).ToArray())];
        Assert.Empty(nasty);

        var environments = Shells.EnvironmentsOf(shell, sets.Select(values => Onstart.For(Settings(values), 7)), locale);

        Assert.Equal(Scripts, environments.Count);
        foreach (var (values, environment) in sets.Zip(environments))
        {
            for (var index = 0; index < values.Length; index++)
            {
                Assert.Equal(Convert.ToHexString(Encoding.UTF8.GetBytes(values[index])), Convert.ToHexString(environment[$"V{index}"]));
            }
        }

        string Next() => nasty.TryDequeue(out var value) ? value : Value(random);
    }

    private static void TheWholeEnvironmentArrives(string shell)
    {
        var settings = Build.Onstart(Address, ("CONTEMPLANT_NAME", "it's \"$me\""), ("PROVER_TYPE", "cpu"), ("SSH_AUTHORIZED_KEYS", "a\nb")) with { Secret = new EndpointSecret("a-secret-of-some-length") };

        var environment = Assert.Single(Shells.EnvironmentsOf(shell, [Onstart.For(settings, long.MaxValue)]))
            .ToDictionary(entry => entry.Key, entry => Encoding.UTF8.GetString(entry.Value), StringComparer.Ordinal);

        Assert.Equal("/home/contemplant", environment["HOME"]);
        Assert.Equal("/home/contemplant/.tmux", environment["TMUX_TMPDIR"]);
        Assert.Equal(Onstart.DropEndpoint(settings, long.MaxValue), environment["MAGISTER_DROP_ENDPOINT"]);
        Assert.Matches("/drop/9223372036854775807[?]sig=[0-9a-f]{64}$", environment["MAGISTER_DROP_ENDPOINT"]);
        Assert.Equal("ws://hierophant.example:9010/ws", environment["HIEROPHANT_WS_ADDRESS"]);
        Assert.Equal("it's \"$me\"", environment["CONTEMPLANT_NAME"]);
        Assert.Equal("cpu", environment["PROVER_TYPE"]);
        Assert.Equal("a\nb", environment["SSH_AUTHORIZED_KEYS"]);
    }

    private static OnstartSettings Settings(string[] values) =>
        Build.Onstart(Address, [.. values.Select((value, index) => ($"V{index}", value))]);

    // Mostly characters that are special to a shell, some of any other kind; never NUL or half a surrogate pair.
    private static string Value(Random random)
    {
        var value = new StringBuilder();
        for (var length = random.Next(30); length > 0; length--)
        {
            var rune = random.Next(4) switch
            {
                0 => new Rune(random.Next(0x20, 0x7f)),
                1 => new Rune(random.Next(2) == 0 ? random.Next(0x80, 0xa0) : random.Next(1, 0x20)),
                2 => new Rune(random.Next(2) == 0 ? random.Next(0xa0, 0xd800) : random.Next(0xe000, 0x110000)),
                _ => new Rune(ShellWords[random.Next(ShellWords.Length)]),
            };
            value.Append(rune.ToString());
        }

        return value.ToString();
    }
}
