using Magister.Tests.Configuration;

namespace Magister.Tests.Cli;

/// <summary>The files that a configuration starts with: <c>magister init</c> writes them, and <c>.env</c> is read in addition to the other.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class FilesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("magister-files-");

    private string Variables => Path.Combine(folder.FullName, ".env");

    private string Toml => Path.Combine(folder.FullName, "magister.toml");

    [Fact]
    public async Task Init_InAnEmptyFolder_WritesBothFiles_WithFreshSecretsThatOnlyItsUserReads()
    {
        var result = await RunAsync("init");

        Assert.Equal((0, ""), (result.Code, result.Error));
        var lines = await File.ReadAllLinesAsync(Variables);
        string[] secrets = [.. lines.Where(line => line.StartsWith("ENDPOINT_SECRET=", StringComparison.Ordinal) || line.StartsWith("OPERATOR_TOKEN=", StringComparison.Ordinal)).Select(line => line[(line.IndexOf('=') + 1)..])];
        Assert.Equal(2, secrets.Distinct().Count());
        Assert.All(secrets, secret => Assert.Matches("^[0-9a-f]{64}$", secret));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Variables));
        Assert.Equal(await File.ReadAllTextAsync(RepositoryRoot.PathOf("magister.example.toml")), await File.ReadAllTextAsync(Toml));
        Assert.DoesNotContain(secrets[0], result.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_WhereFilesAre_LeavesThem_AndPutsTheSecretsWhereThereAreNone()
    {
        await File.WriteAllTextAsync(Variables, "VAST_API_KEY=k\n");

        var first = await RunAsync("init");
        var second = await RunAsync("init");

        Assert.Equal("VAST_API_KEY=k\n", await File.ReadAllTextAsync(Variables));
        var toml = await File.ReadAllTextAsync(Toml);
        Assert.Matches("(?m)^endpoint_secret = \"[0-9a-f]{64}\"$", toml);
        Assert.Matches("(?m)^operator_token = \"[0-9a-f]{64}\"$", toml);
        Assert.Contains("with a fresh endpoint_secret and operator_token", first.Out, StringComparison.Ordinal);
        Assert.Equal(".env already exists; not changed\nmagister.toml already exists; not changed\n", second.Out);
    }

    [Fact]
    public async Task Init_ByMake_WritesTheSame()
    {
        Assert.Equal(0, (await RunAsync("init")).Code);
        var makes = folder.CreateSubdirectory("make");
        foreach (var name in new[] { "Makefile", ".env.example", "magister.example.toml" }) File.Copy(RepositoryRoot.PathOf(name), Path.Combine(makes.FullName, name));
        using var make = System.Diagnostics.Process.Start(CliRun.StartOf("make", ["--silent", "init"], makes.FullName, new Dictionary<string, string>()))!;
        await make.WaitForExitAsync();

        foreach (var name in new[] { ".env", "magister.toml" })
        {
            var (ours, theirs) = (Path.Combine(folder.FullName, name), Path.Combine(makes.FullName, name));
            Assert.Equal(WithoutSecrets(await File.ReadAllTextAsync(theirs)), WithoutSecrets(await File.ReadAllTextAsync(ours)));
            Assert.Equal(File.GetUnixFileMode(theirs), File.GetUnixFileMode(ours));
        }
    }

    [Fact]
    public async Task EnvFile_BesideTheConfiguration_IsRead_AndRealVariablesWin()
    {
        await File.WriteAllTextAsync(Toml, "http_port = 9001\n");
        await File.WriteAllTextAsync(Variables, "NUMBER_INSTANCES=7\nHTTP_PORT=9002\nVAST_API_KEY=k-of-the-file\n");

        var read = await RunAsync([], "check", "--json", "--config", Toml);
        var real = await RunAsync([("NUMBER_INSTANCES", "5"), ("HTTP_PORT", "")], "check", "--json", "--config", Toml);
        var off = await RunAsync([], "check", "--json", "--config", Toml, "--no-env-file");

        Assert.Equal(("7", "9002"), (Value(read, "number_instances"), Value(read, "http_port")));
        Assert.Equal(("5", "9002"), (Value(real, "number_instances"), Value(real, "http_port")));
        Assert.Equal((null, "9001"), (Value(off, "number_instances"), Value(off, "http_port")));
        Assert.DoesNotContain("k-of-the-file", read.All, StringComparison.Ordinal);
        var text = await RunAsync([("NUMBER_INSTANCES", "5")], "check", "--wide", "--config", Toml);
        Assert.Contains("HTTP_PORT in .env\n", text.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("NUMBER_INSTANCES in .env", text.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("status")]
    [InlineData("run")]
    [InlineData("--config", "magister.toml")]
    public async Task EnvFile_WithABadLine_EndsWith2_AndNamesTheLineWithoutItsValue(params string[] arguments)
    {
        await File.WriteAllTextAsync(Variables, "NUMBER_INSTANCES=7\nexport VAST_API_KEY=top-secret\n");

        var result = await RunAsync(arguments);

        Assert.Equal((2, ""), (result.Code, result.Out));
        Assert.Equal("magister: .env:2: must be NAME=value, without export\n", result.Error);
        Assert.Equal(0, (await RunAsync("--help")).Code);
    }

    [Fact]
    public async Task ADirectory_WhereAFileMustBe_IsCalledOne()
    {
        var config = await RunAsync("check", "--config", folder.FullName);
        var secret = await RunAsync([("VAST_API_KEY_FILE", folder.FullName)], "check");

        Assert.Contains($"{folder.FullName}: is a directory, and must be a file", config.All, StringComparison.Ordinal);
        Assert.Contains($"the file {folder.FullName} cannot be read: it is a directory", secret.All, StringComparison.Ordinal);
        Assert.DoesNotContain("denied", config.All + secret.All, StringComparison.OrdinalIgnoreCase);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string WithoutSecrets(string text) => System.Text.RegularExpressions.Regex.Replace(text, "[0-9a-f]{64}", "");

    private static string? Value(CliResult check, string setting) =>
        check.Json.GetProperty("settings").EnumerateArray().Single(row => row.GetProperty("name").GetString() == setting).GetProperty("value").GetString();

    private Task<CliResult> RunAsync(params string[] arguments) => RunAsync([], arguments);

    private Task<CliResult> RunAsync((string Name, string Value)[] variables, params string[] arguments) =>
        CliRun.RunAsync(arguments, folder.FullName, variables.ToDictionary(variable => variable.Name, variable => variable.Value));
}
