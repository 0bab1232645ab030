using System.CommandLine;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Magister.Configuration;
using Magister.Running;

namespace Magister.Cli;

/// <summary>Writes the initial files of a configuration.</summary>
internal static partial class InitCommand
{
    private const int SecretDigits = 64;

    /// <summary>What a run without a file would need; the names are those of the resources, and of the files in the repository.</summary>
    private const string ExampleFile = "magister.example.toml";
    private const string ExampleVariables = ".env.example";

    public static Command Build(Option<string?> config)
    {
        var command = new TaughtCommand(
            "init", "Writes magister.toml and .env with all settings explained and fresh secrets; existing files are kept.")
        {
            IsConfigured = false,
            Examples = ["magister init", "magister init --config /etc/magister/magister.toml"],
        };
        command.SetAction(parsed => Run(parsed.GetValue(config) ?? SettingsConversion.DefaultFile));
        return command;
    }

    private static int Run(string file)
    {
        var variables = DotEnvFile.Beside(file);
        try
        {
            var written = Write(variables, () => EmptySecret().Replace(Example(ExampleVariables), line => line.Value + NewSecret()), "ENDPOINT_SECRET and OPERATOR_TOKEN");
            var hasSecrets = written || GivenSecret().IsMatch(File.ReadAllText(variables));
            if (hasSecrets) Write(file, () => Example(ExampleFile), null);
            else Write(file, () => SecretInComment().Replace(Example(ExampleFile), line => $"{line.Groups["key"].Value} = \"{NewSecret()}\""), "endpoint_secret and operator_token");
            return ExitCode.EndedAsAsked;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"magister: cannot write beside {Path.GetFullPath(file)}: {failure.Message}");
            return ExitCode.Configuration;
        }
    }

    /// <returns>False if it already existed.</returns>
    private static bool Write(string path, Func<string> text, string? secrets)
    {
        if (Path.Exists(path))
        {
            Console.WriteLine($"{path} already exists; not changed");
            return false;
        }

        // Never overwrites what somebody else writes meanwhile. A file without secrets is also readable for a container's user.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (secrets is not null && !OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(path, options)) writer.Write(text());
        Console.WriteLine(secrets is null ? $"{path} written; fill in what is empty, and keep secrets in .env" : $"{path} written, with a fresh {secrets}; fill in what is empty");
        return true;
    }

    private static string NewSecret() => RandomNumberGenerator.GetHexString(SecretDigits, lowercase: true);

    private static string Example(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("^(ENDPOINT_SECRET|OPERATOR_TOKEN)=$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex EmptySecret();

    [GeneratedRegex("^(ENDPOINT_SECRET|OPERATOR_TOKEN)(_FILE)?=.", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex GivenSecret();

    [GeneratedRegex("^# (?<key>endpoint_secret|operator_token) = .*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SecretInComment();
}
