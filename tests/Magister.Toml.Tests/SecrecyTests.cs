using System.Text;

namespace Magister.Toml.Tests;

/// <summary>
/// A value may be a secret, whatever is wrong with the file around it. The method: a file that uses every feature, with a secret wherever a
/// value can be, is truncated at each position, and every special character and word of TOML is inserted there or replaces a character. The
/// result is always settings, or one line that repeats no three characters of a secret.
/// </summary>
public sealed class SecrecyTests
{
    private const string Secret = "s3cR3t-5Ecr37";
    private const int PieceLength = 3;

    private const string Document = $$""""
        key = "{{Secret}}" # {{Secret}}
        'literal key' = '{{Secret}}'
        multi = """
        {{Secret}} \
          {{Secret}}\u00e9"""
        literal = '''{{Secret}}
        {{Secret}}'''
        list = ["{{Secret}}", ['{{Secret}}'], { a.b = "{{Secret}}", }, ]
        [table.sub]
        number = 53753753
        float = 53753753.0
        time = 5375-05-27T07:32:00.5375-07:00
        key = '{{Secret}}'
        [[tables]]
        key = "{{Secret}}"
        [[tables]]
        key = "{{Secret}}"
        """";

    private static readonly string[] Fragments =
    [
        "", "\n", "\r", " ", "#", "=", ".", ":", ",", "[", "]", "[[", "{", "}", "\"", "'", "\"\"\"", "'''", "\\", "\\u", "\\ud800", "_", "-", "0x",
        "1e", "inf", "true", "9223372036854775808", "1979-05-27", "07:32:00", "key = 1\n", "\nkey = 1\n", "\n[table.sub]\n", "\n[[list]]\n",
        "\u0000", "\uFEFF", "é", "😀", Secret, $"\n{Secret}\n", $"\nkey = {Secret}\n", $"\n[{Secret}\n", $"\n\"{Secret}\"\n", $"\n{Secret} = ",
    ];

    private static readonly string[] Pieces =
        [.. Enumerable.Range(0, Secret.Length - PieceLength + 1).Select(start => Secret.Substring(start, PieceLength)), "5375", "3753"];

    [Fact]
    public void Load_FileAsItIs_IsRead() => Assert.Equal(13, Flatten(Document).Count(setting => !setting.HasChildren));

    [Fact]
    public void Load_FileBrokenAnywhere_RepeatsNoValue()
    {
        var refused = 0;
        foreach (var at in Enumerable.Range(0, Document.Length + 1))
        {
            Check(Document[..at]);
            foreach (var fragment in Fragments)
            {
                Check(Document.Insert(at, fragment));
                if (at < Document.Length)
                    Check(Document.Remove(at, 1).Insert(at, fragment));
            }
        }

        Assert.InRange(refused, Document.Length * Fragments.Length / 2, Document.Length * Fragments.Length * 2);

        void Check(string text)
        {
            if (Record.Exception(() => Flatten(text)) is not { } error) return;
            refused++;
            Assert.Null(Assert.IsType<TomlFileException>(error).InnerException);
            Assert.False(Array.Exists(Pieces, piece => error.Message.Contains(piece, StringComparison.OrdinalIgnoreCase)), $"{error.Message}\n\n{text}");
            Assert.Matches(@"^x:\d+:\d+: expected [^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$", error.Message);
        }
    }

    private static Dictionary<string, TomlSetting>.ValueCollection Flatten(string text) =>
        new TomlFlattener("x").Flatten(TomlDocument.Parse("x", Encoding.UTF8.GetBytes(text))).Values;
}
