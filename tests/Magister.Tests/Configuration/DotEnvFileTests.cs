using Magister.Configuration;

namespace Magister.Tests.Configuration;

/// <summary>The file of variables, following the rules of docker's <c>--env-file</c>.</summary>
public sealed class DotEnvFileTests
{
    [Theory]
    [InlineData("A=b", "A", "b")]
    [InlineData("  A=b", "A", "b")]
    [InlineData("A=b=c", "A", "b=c")]
    [InlineData("A=", "A", "")]
    [InlineData("A=b # c", "A", "b # c")]
    [InlineData("A=\"b c\"", "A", "\"b c\"")]
    [InlineData("A= b ", "A", " b ")]
    [InlineData("A=b\r", "A", "b")]
    [InlineData("\uFEFFA=b", "A", "b")]
    [InlineData("# A=c\n\n   \nA=b", "A", "b")]
    [InlineData("B\nA=b", "A", "b")]
    public void Parse_ALine_IsANameAndAValueAsItStands(string text, string name, string value)
    {
        var read = DotEnvFile.Parse(".env", text);

        Assert.Empty(read.Problems);
        Assert.Equal([new(name, value)], read.Variables.ToArray());
    }

    [Theory]
    [InlineData("=secret", "a name is missing before the =")]
    [InlineData("export A=secret", "must be NAME=value, without export")]
    [InlineData("A =secret", "must be NAME=value, without spaces in the name or before the =")]
    [InlineData("my secret", "must be NAME=value, without spaces in the name or before the =")]
    [InlineData("A\u0007=secret", "must be NAME=value, without spaces in the name or before the =")]
    public void Parse_ABadLine_IsNamedByItsNumber_WithoutWhatStandsThere(string line, string objection) =>
        Assert.Equal([$"some/.env:2: {objection}"], DotEnvFile.Parse("some/.env", $"A=b\n{line}\nC=d").Problems.ToArray());

    [Fact]
    public void Parse_SeveralBadLines_TellsOfAll() => Assert.Equal(2, DotEnvFile.Parse(".env", "=x\nA=b\n=y").Problems.Length);

    [Theory]
    [InlineData("magister.toml", ".env")]
    [InlineData("/etc/magister/magister.toml", "/etc/magister/.env")]
    [InlineData("conf/x.toml", "conf/.env")]
    public void Beside_AConfigurationFile_IsInItsDirectory(string configFile, string path) => Assert.Equal(path, DotEnvFile.Beside(configFile));
}
