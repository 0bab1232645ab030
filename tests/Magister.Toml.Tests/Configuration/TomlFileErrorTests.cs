using Microsoft.Extensions.Configuration;

namespace Magister.Toml.Tests.Configuration;

public sealed class TomlFileErrorTests
{
    [Theory]
    [InlineData("a = 1\nb = \n", 2, 5, "expected a value after '=', found the end of the line")]
    [InlineData("'a:b' = 1", 1, 1,
        "expected a key without ':', which parts the names of tables and keys in configuration, found '\"a:b\"'")]
    [InlineData("[x]\ny = [{ z = 1, \"a:\" = 2 }]", 2, 15,
        "expected a key without ':', which parts the names of tables and keys in configuration, found '\"a:\"'")]
    [InlineData("port = 1\n  Port = 2", 2, 3,
        "expected keys that differ in more than case, which configuration does not tell apart, "
        + "found 'Port' beside 'port' at line 1, column 1")]
    [InlineData("[a.b]\nx = 1\n[A.b]\ny = 1", 3, 2,
        "expected keys that differ in more than case, which configuration does not tell apart, found 'A' beside 'a' at line 1, column 2")]
    public void Load_FileThatConfigurationCannotTake_NamesFilePlaceAndProblem(string content, int line, int column, string problem)
    {
        using var file = new TomlFile(content);

        var error = Assert.Throws<TomlFileException>(file.Load);

        Assert.Equal($"{file.Path}:{line}:{column}: {problem}", error.Message);
        Assert.Equal((file.Path, line, column, problem), (error.File, error.Line, error.Column, error.Problem));
    }

    [Fact]
    public void Load_FileThatIsNotToml_KeepsTheReadersError()
    {
        using var file = new TomlFile([0xFF]);

        var error = Assert.Throws<TomlFileException>(file.Load);

        Assert.Equal(error.Position, Assert.IsType<TomlException>(error.InnerException).Position);
    }

    [Fact]
    public void Load_UnquotedSecret_IsNotRepeated()
    {
        using var file = new TomlFile("vast_api_key = s3cr3t-k3y");

        Assert.DoesNotContain("3cr3t", Assert.Throws<TomlFileException>(file.Load).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_KeysAlikeInDifferentTables_AreAccepted()
    {
        using var file = new TomlFile("x = 1\n[a]\nX = 2\n[b]\nx = 3");

        Assert.Equal("x a:X b:x", string.Join(' ', file.Load().Keys));
    }

    [Theory]
    [InlineData("missing.toml")]
    [InlineData("no/such/folder/missing.toml")]
    public void Load_MissingFile_IsAnErrorUnlessOptional(string name)
    {
        using var file = new TomlFile("");
        var path = Path.Combine(file.Folder, name);

        var optional = new ConfigurationBuilder().AddTomlFile(path, optional: true).Build();
        var error = Assert.Throws<FileNotFoundException>(() => new ConfigurationBuilder().AddTomlFile(path, optional: false).Build());

        Assert.Empty(optional.AsEnumerable());
        Assert.Empty(Assert.IsType<TomlConfigurationProvider>(Assert.Single(optional.Providers)).Keys);
        Assert.Equal(path, error.FileName);
        Assert.Equal($"The configuration file {path} does not exist.", error.Message);
    }

    [Fact]
    public void Load_FileOfTheLargestSize_IsReadAndALargerOneRefused()
    {
        var largest = new byte[TomlConfigurationProvider.FileBytesMax];
        Array.Fill(largest, (byte)' ');
        using var file = new TomlFile(largest);
        using var larger = new TomlFile([.. largest, (byte)' ']);

        Assert.Empty(file.Load().Keys);
        Assert.Equal("expected a file of at most 1048576 bytes, found a larger one", Assert.Throws<TomlFileException>(larger.Load).Problem);
    }

    [Fact]
    public void Load_FileChangedSince_GivesTheNewContentOnly()
    {
        using var file = new TomlFile("a = 1\nb = 2");
        var provider = file.Load();

        File.WriteAllText(file.Path, "c = 3");
        provider.Load();

        Assert.Equal("c", Assert.Single(provider.Keys));
        Assert.False(provider.TryGet("a", out _));
        Assert.False(provider.TryGetPosition("b", out _));
    }

    [Fact]
    public void Load_DirectoryInPlaceOfAFile_IsAnError()
    {
        using var file = new TomlFile("");

        Assert.Throws<UnauthorizedAccessException>(() => new ConfigurationBuilder().AddTomlFile(file.Folder, optional: true).Build());
    }

    [Fact]
    public void AddTomlFile_NoPath_IsTheCallersMistake() =>
        Assert.Throws<ArgumentException>(() => new ConfigurationBuilder().AddTomlFile(" ", optional: true));

    [Fact]
    public void AddTomlFile_LaterSources_Win()
    {
        using var file = new TomlFile("a = 1\nb = 2");

        var root = new ConfigurationBuilder()
            .AddTomlFile(file.Path, optional: false)
            .AddInMemoryCollection([new("B", "3")])
            .Build();

        Assert.Equal(("1", "3"), (root["a"], root["b"]));
    }
}
