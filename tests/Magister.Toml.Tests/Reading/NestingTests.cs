namespace Magister.Toml.Tests.Reading;

public sealed class NestingTests
{
    private const int Max = TomlDocument.NestingMax;
    private const int Hostile = 1_000_000;
    private const string Problem = "expected at most 128 levels of tables and arrays, found more";

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a=", "}")]
    public void Parse_ValuesOneLevelTooDeep_AreRefused(string open, string close)
    {
        TomlDocument.Parse($"a = {Repeat(open, Max)}1{Repeat(close, Max)}");

        Expect.Refusal($"a = {Repeat(open, Max)}[]{Repeat(close, Max)}", 1, 5 + (Max * open.Length), Problem);
    }

    [Fact]
    public void Parse_KeysOneLevelTooDeep_AreRefused()
    {
        TomlDocument.Parse($"{Repeat("a.", Max)}a = 1");
        TomlDocument.Parse($"[{Repeat("a.", Max - 1)}a]\nb = 1");
        TomlDocument.Parse($"[[{Repeat("a.", Max - 2)}a]]\nb = 1");

        Expect.Refusal($"{Repeat("a.", Max + 1)}a = 1", 1, 1 + (2 * Max), Problem);
        Expect.Refusal($"{Repeat("a.", Max)}a = []", 1, 5 + (2 * Max), Problem);
        Expect.Refusal($"[{Repeat("a.", Max)}a]", 1, 2 + (2 * Max), Problem);
        Expect.Refusal($"[{Repeat("a.", Max - 1)}a]\nb = []", 2, 5, Problem);
        Expect.Refusal($"[[{Repeat("a.", Max - 1)}a]]", 1, 1, Problem);
    }

    [Fact]
    public void Parse_HostileNesting_IsRefusedAndNothingOverflows()
    {
        Assert.Throws<TomlException>(() => TomlDocument.Parse($"a = {Repeat("[", Hostile)}"));
        Assert.Throws<TomlException>(() => TomlDocument.Parse($"a = {Repeat("{a=", Hostile)}"));
        Assert.Throws<TomlException>(() => TomlDocument.Parse($"a = {Repeat("[{a=", Hostile)}"));
        Assert.Throws<TomlException>(() => TomlDocument.Parse($"{Repeat("a.", Hostile)}a = 1"));
        Assert.Throws<TomlException>(() => TomlDocument.Parse($"[{Repeat("a.", Hostile)}a]"));
        Assert.Throws<TomlException>(() => TomlDocument.Parse($"a = {{{Repeat("a.", Hostile)}a = 1}}"));
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
