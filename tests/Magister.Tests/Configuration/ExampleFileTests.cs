using System.Text.RegularExpressions;
using Magister.Configuration;

namespace Magister.Tests.Configuration;

/// <summary>The example files list exactly what the code knows, with the same defaults.</summary>
public sealed partial class ExampleFileTests
{
    private static readonly string[] Lines = RepositoryRoot.Lines("magister.example.toml");
    private static readonly IReadOnlyDictionary<string, string> Variables = ReadVariables();

    public static TheoryData<string> Keys() => [.. SettingKeys.All.Select(key => key.Path)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void TomlExample_EachKey_IsThereWithItsVariablesAndDefault(string path)
    {
        var key = SettingKeys.All.Single(key => key.Path == path);
        var (at, value) = Assert.Single(Entries(), entry => entry.Path == path).Place;
        var comment = string.Join(' ', Lines.Take(at).Reverse().SkipWhile(line => line.Length > 0 && (line[0] is '[' || Assignment().IsMatch(line))).TakeWhile(line => line.StartsWith('#')));
        Assert.All(key.Variables, variable => Assert.Contains(variable, comment, StringComparison.Ordinal));
        if (key.Default is { } byDefault) Assert.Equal(byDefault, value.Trim('"'));
        if (key.IsRequired) Assert.Contains("Required", comment, StringComparison.Ordinal);
        else Assert.Contains("efault", comment, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void VariableExample_EachKey_IsThereWithItsDefault(string path)
    {
        var key = SettingKeys.All.Single(key => key.Path == path);
        var value = Assert.Contains(key.Variables[0], Variables);
        if (key.Default is { } byDefault) Assert.Equal(byDefault, value);
    }

    [Fact]
    public void Examples_NameNothingThatIsNotKnown()
    {
        Assert.All(Entries(), entry => Assert.Contains(SettingKeys.All, key => key.Path == entry.Path));
        var known = SettingKeys.All.SelectMany(key => key.Variables).Concat(SettingKeys.All.Select(key => key.FileVariable).OfType<string>()).Concat(ProverKeys.Variables);
        Assert.Empty(Variables.Keys.Except(known, StringComparer.Ordinal));
        Assert.All(ProverKeys.Variables, variable => Assert.Contains(variable, Variables));
    }

    [Fact]
    public void TomlExample_AsItIs_LacksOnlyWhatMustBeFilledIn()
    {
        var problems = Assert.IsType<ConfigurationOutcome.Invalid>(Configured.Load(string.Join('\n', Lines))).Problems;
        Assert.Equal(4, problems.Length);
        Assert.All(problems, problem => Assert.Contains("is not set", problem, StringComparison.Ordinal));
    }

    [Fact]
    public void TomlExample_WithEverythingCommentedIn_IsSound()
    {
        var open = Lines.Select(line => Assignment().IsMatch(line) || line.StartsWith("# [[", StringComparison.Ordinal) ? line.TrimStart('#', ' ') : line);
        var settings = Configured.Settings(string.Join('\n', open));
        Assert.Equal([1234], settings.Fleet.BadHosts);
        Assert.Contains(settings.Fleet.Onstart.Contemplant, variable => variable is { Key: "CONTEMPLANT_VMS", Value: "sp1,risc0" });
    }

    private static IEnumerable<(string Path, (int At, string Value) Place)> Entries()
    {
        var table = "";
        for (var at = 0; at < Lines.Length && Lines[at] is not "# [[contemplant.provers]]"; at++)
        {
            if (Lines[at].StartsWith('[')) table = Lines[at].Trim('[', ']') + ":";
            if (Assignment().Match(Lines[at]) is { Success: true } match) yield return (table + match.Groups[1].Value, (at, match.Groups[2].Value));
        }
    }

    private static Dictionary<string, string> ReadVariables() => RepositoryRoot.Lines(".env.example")
        .Select(line => VariableLine().Match(line))
        .Where(match => match.Success)
        .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value, StringComparer.Ordinal);

    [GeneratedRegex(@"^(?:# )?([a-z0-9_]+) = (.+)$")]
    private static partial Regex Assignment();

    [GeneratedRegex("^(?:# )?([A-Z0-9_]+)=(.*)$")]
    private static partial Regex VariableLine();
}
