using System.Diagnostics;
using Magister.Cli;
using Magister.Tests.Configuration;

namespace Magister.Tests.Cli;

/// <summary>Typing errors, the help, and that docs/cli.md says the same as the help.</summary>
public sealed class HelpTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("magister-cli-");

    public static TheoryData<string> Commands => new(CommandLine.Build().Subcommands.Select(command => command.Name));

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_OfEachCommand_TeachesByASentenceAndAnExample(string name)
    {
        var command = (TaughtCommand)CommandLine.Build().Subcommands.Single(command => command.Name == name);
        var help = await RunAsync(name, "--help");

        Assert.Equal((0, ""), (help.Code, help.Error));
        Assert.EndsWith(".", command.Description, StringComparison.Ordinal);
        Assert.NotEmpty(command.Examples);
        Assert.All(command.Examples, example => Assert.Contains($"  {example}\n", help.Out, StringComparison.Ordinal));
        Assert.All(command.Examples, example => Assert.Contains("magister ", example, StringComparison.Ordinal));
        Assert.All(command.Options, option => Assert.NotEmpty(option.Description ?? ""));
        Assert.All(command.ExitCodes, code => Assert.Contains($"  {code,3}  ", help.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Version_IsOneLineWithCommitAndDate()
    {
        var result = await RunAsync("--version");
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Matches(@"\Amagister \d+\.\d+\.\d+, commit ([0-9a-f]{40}|unknown), built .+\n\z", result.Out);
    }

    [Fact]
    public void Docs_NameEachCommandOptionAndExitCode_AsHelpDoes()
    {
        var docs = File.ReadAllText(RepositoryRoot.PathOf("docs/cli.md"));
        foreach (var command in CommandLine.Build().Subcommands)
        {
            Assert.Contains($"\n## `magister {command.Name}", docs, StringComparison.Ordinal);
            Assert.All(command.Options, option => Assert.Contains($"`{option.Name}", docs, StringComparison.Ordinal));
        }

        Assert.All(ExitCodeMeanings.All, meaning => Assert.Contains($"| {meaning.Code} | {meaning.Meaning} |", docs, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("chek", "check")]
    [InlineData("stauts", "status")]
    [InlineData("drian", "drain")]
    public async Task UnknownCommand_SuggestsTheNearest_AndEndsWith2(string typed, string meant)
    {
        var result = await RunAsync(typed);

        Assert.Equal((2, ""), (result.Code, result.Out));
        Assert.StartsWith($"magister: Unrecognized command or argument '{typed}'.", result.Error, StringComparison.Ordinal);
        Assert.Contains($"magister: did you mean {meant}?\n", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("Try: magister --help\n", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("dron")]
    [InlineData("dr")]
    public async Task UnknownCommand_ThatMayMeanAnything_IsNotAnsweredWithWhatDestroys(string typed) =>
        Assert.DoesNotMatch(typed == "dron" ? "mean.*drain" : "mean.*(drain|drop)", (await RunAsync(typed)).Error);

    [Fact]
    public async Task UnknownCommand_LikeNone_IsNotAnsweredWithAGuess() =>
        Assert.Equal("magister: Unrecognized command or argument 'foo'.\nTry: magister --help\n", (await RunAsync("foo")).Error);

    [Fact]
    public async Task Value_OutOfAList_IsAnsweredWithItsOptionAndTheList() =>
        Assert.Equal(
            "magister: --by must be one of day, gpu, host, instance, machine, outcome, pool, rent_type, not \"foo\"\nTry: magister costs --help\n",
            (await RunAsync("costs", "--by", "foo")).Error);

    [Fact]
    public async Task HelpCommand_IsTheHelpOption()
    {
        Assert.Equal((await RunAsync("--help")).Out, (await RunAsync("help")).Out);
        Assert.Equal((await RunAsync("drain", "--help")).Out, (await RunAsync("help", "drain")).Out);
        Assert.Equal(2, (await RunAsync("help", "nonsense")).Code);
        Assert.Equal((await RunAsync("--version")).Out, (await RunAsync("version")).Out);
    }

    [Theory]
    [InlineData("magister sc", "scale")]
    [InlineData("magister events --kind pau", "paused")]
    [InlineData("magister completion b", "bash")]
    [InlineData("magister journal --si", "--since")]
    public async Task Completion_InBash_FindsCommandsAndOptions(string line, string completed)
    {
        var script = Path.Combine(folder.FullName, "complete");
        await File.WriteAllTextAsync(script, (await RunAsync("completion", "bash")).Out);
        var words = string.Join(' ', line.Split(' ').Select(word => $"'{word}'"));
        var shell = $"source {script}; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); COMP_LINE='{line}'; COMP_POINT={line.Length}; _magister; echo \"${{COMPREPLY[*]}}\"";
        var environment = new Dictionary<string, string> { ["PATH"] = $"{Path.GetDirectoryName(CliRun.Program)}:{Environment.GetEnvironmentVariable("PATH")}" };

        using var bash = Process.Start(CliRun.StartOf("bash", ["-c", shell], folder.FullName, environment))!;
        var found = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();

        Assert.Equal(completed, found.Trim());
    }

    [Theory]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task Completion_OfOtherShells_AsksTheProgram(string shell) =>
        Assert.Contains("[suggest:", (await RunAsync("completion", shell)).Out, StringComparison.Ordinal);

    [Fact]
    public async Task Completion_OfAnUnknownShell_SaysWhichThereAre()
    {
        var result = await RunAsync("completion", "csh");
        Assert.Equal(2, result.Code);
        Assert.Contains("shell must be one of bash, zsh, fish, not \"csh\"", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private Task<CliResult> RunAsync(params string[] arguments) => CliRun.RunAsync(arguments, folder.FullName, new Dictionary<string, string>());
}
