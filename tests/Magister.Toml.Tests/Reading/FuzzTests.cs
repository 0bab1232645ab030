using System.Diagnostics;
using System.Text;

namespace Magister.Toml.Tests.Reading;

/// <summary>
/// Whatever the bytes, a document or a <see cref="TomlException"/> comes out, soon. The method: documents that use every feature are
/// cut, spliced and overwritten, mostly with characters that mean something in TOML, so that most mutants get past the first line.
/// </summary>
public sealed class FuzzTests
{
    private const int Seed = 20_260_101;
    private const int Mutants = 20_000;
    private const int MutationsMax = 6;
    private static readonly TimeSpan DocumentMax = TimeSpan.FromSeconds(5);

    private static readonly string[] Fragments =
    [
        "\n", "\r\n", "\r", " ", "\t", "#", "=", ".", ",", "[", "]", "[[", "]]", "{", "}",
        "\"", "'", "\"\"\"", "'''", "\\", "\\u00e9", "\\U0001F600", "\\ud800", "\\\n",
        "_", "-", "+", "0x", "0b1", "0o7", "1e5", "inf", "nan", "true", "9223372036854775808",
        "1979-05-27", "T07:32:00.5", "Z", "-07:00", "a", "a.b", "\"a b\"", "[a]\n", "[[c]]\n", "{a=1}",
        "\u0000", "\u007F", "\uFEFF", "é", "😀",
    ];

    private static readonly string[] Documents =
    [
        """"
        # everything
        title = "basic \u00e9 \n" # comment
        'literal key' = 'C:\literal'
        multi = '''
        lines'''
        basic = """
        joined \
           lines """
        numbers = [0, -17, 1_000, 0xdead_beef, 0o755, 0b1101, 3.14, -1e-9, inf, -nan]
        flags = [true, false]
        times = [1979-05-27T07:32:00.999-07:00, 1979-05-27 07:32:00, 1979-05-27, 07:32:00.5]
        """",
        """
        a.b.c = 1
        a."d e" = { f = [ { g.h = 1, i = {} }, [], ], j = 2 }
        [x.y]
        z = 1
        [x]
        w.v = 2
        [x.w.u]
        t = 3
        [[list]]
        n = 1
        [[list.sub]]
        n = 2
        [list.sub.deep]
        n = 3
        [[list]]
        """,
        """
        http_port = 8555
        bad_hosts = [1, 2, 3]
        [vast_query]
        gpu_name = ["RTX 4090", "RTX 5090"]
        cost_per_hour = 0.75
        [[contemplant.provers]]
        vm = "sp1"
        """,
    ];

    [Fact]
    public void Parse_MutatedDocuments_EndInTimeWithADocumentOrATomlException()
    {
        var random = new Random(Seed);
        var seeds = Documents.Select(Encoding.UTF8.GetBytes).ToArray();
        var read = 0;
        for (var i = 0; i < Mutants; i++)
        {
            var mutant = Mutate(seeds[random.Next(seeds.Length)], random);
            if (EndsWell(mutant, $"mutant {i} of seed {Seed}"))
                read++;
        }

        // Were all refused, or none, the mutations would not be worth much.
        Assert.InRange(read, Mutants / 100, Mutants * 9 / 10);
    }

    [Fact]
    public void Parse_RandomBytes_EndInTimeWithADocumentOrATomlException()
    {
        var random = new Random(Seed);
        for (var i = 0; i < Mutants; i++)
        {
            var bytes = new byte[random.Next(64)];
            random.NextBytes(bytes);
            EndsWell(bytes, $"random bytes {i} of seed {Seed}");
        }
    }

    [Theory]
    [InlineData("a=[", "1,", "]")]
    [InlineData("a={", "a", "=1}")]
    [InlineData("a=\"", "\\u00e9", "\"")]
    [InlineData("a='''", "''\n", "'''")]
    [InlineData("a=\"\"\"\\", "\n ", "\"\"\"")]
    [InlineData("a=", "1_", "1")]
    [InlineData("a=1.", "0", "1")]
    [InlineData("a=00:00:00.", "0", "1")]
    [InlineData("", "[[a]]\n", "")]
    [InlineData("", "[[a]]\n[a.b]\n", "")]
    [InlineData("", "# 😀", "")]
    [InlineData("", "\t \r\n", "")]
    public void Parse_LongDocument_EndsInTime(string head, string repeated, string tail)
    {
        var text = head + string.Concat(Enumerable.Repeat(repeated, 1_000_000 / repeated.Length)) + tail;

        EndsWell(Encoding.UTF8.GetBytes(text), $"{head}{repeated}…{tail}");
    }

    private static bool EndsWell(byte[] document, string name)
    {
        var watch = Stopwatch.StartNew();
        var error = Record.Exception(() => TomlDocument.Parse(document));
        Assert.True(watch.Elapsed < DocumentMax, $"{name} took {watch.Elapsed}");
        if (error is null)
            return true;
        Assert.True(error is TomlException { Line: >= 1, Column: >= 1, Problem.Length: > 0 },
            $"{name}, {Convert.ToBase64String(document.AsSpan(0, Math.Min(document.Length, 2_000)))}: {error}");
        return false;
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var document = seed.ToList();
        for (var i = random.Next(1, MutationsMax + 1); i > 0; i--)
        {
            var at = random.Next(document.Count + 1);
            var length = Math.Min(random.Next(1, 20), document.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    document.RemoveRange(at, length);
                    break;
                case 1:
                    document.InsertRange(at, document.GetRange(random.Next(document.Count - length + 1), length));
                    break;
                case 2 when length > 0:
                    document[at] = (byte)random.Next(256);
                    break;
                default:
                    document.InsertRange(at, Encoding.UTF8.GetBytes(Fragments[random.Next(Fragments.Length)]));
                    break;
            }
        }

        return [.. document];
    }
}
