namespace Magister.Toml.Tests;

/// <summary>The two things nearly every test here says of a text: what it gives, or where and why it is refused.</summary>
internal static class Expect
{
    /// <summary>Reads a text as the value of a key.</summary>
    public static T Value<T>(string text)
        where T : TomlValue => Assert.IsType<T>(At(TomlDocument.Parse($"x = {text}"), "x"));

    /// <summary>Follows keys, and numbers of items, down from a table.</summary>
    public static TomlValue At(TomlValue value, params object[] path)
    {
        foreach (var step in path)
        {
            if (step is int index)
            {
                value = Assert.IsType<TomlArray>(value).Items[index];
                continue;
            }

            Assert.True(Assert.IsType<TomlTable>(value).TryGetValue((string)step, out var found), $"no key {step}");
            value = found;
        }

        return value;
    }

    public static long Integer(TomlValue value, params object[] path) => Assert.IsType<TomlInteger>(At(value, path)).Value;

    public static void Refusal(string text, int line, int column, string problem)
    {
        var error = Assert.Throws<TomlException>(() => TomlDocument.Parse(text));
        Assert.Equal(problem, error.Problem);
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.Equal($"line {line}, column {column}: {problem}", error.Message);
    }
}
