using Magister.Configuration;
using Magister.Evidence;

namespace Magister.Tests.Evidence;

public sealed class OutputTextTests
{
    private static readonly SecretTexts Secrets = new(null, "top-secret-key");

    [Theory]
    [InlineData("starting\nError: no prover\nbye\n", "Error: no prover")]
    [InlineData("starting\nready\n\n", "ready")]
    [InlineData("\n \n", null)]
    [InlineData("\u001b[31mpanic\u001b[0m at \u202Emain <script>", "panic at main <script>")]
    [InlineData("\u001b]0;title\u0007failed: top-\u200bsecret-key", "failed: •••")]
    [InlineData("failed with top-secret-key at /drop/7?sig=0badc0de", "failed with ••• at /drop/7?sig=•••")]
    public void Of_AnOutput_FindsTheLineThatTells(string output, string? line) => Assert.Equal(line, OutputText.Read(output, Secrets, 1000).LastLine);

    [Fact]
    public void Of_ALongOutput_KeepsItsEnd()
    {
        var text = OutputText.Read(string.Join('\n', Enumerable.Range(1, 1000)), Secrets, 100).Text;

        Assert.InRange(text.Length, 90, 100);
        Assert.EndsWith("\n999\n1000", text, StringComparison.Ordinal);
    }
}
