using System.CommandLine;
using System.Globalization;
using Magister.Access;
using Magister.Configuration;

namespace Magister.Cli;

/// <summary>The options that several commands have.</summary>
internal static class CommonOptions
{
    public const string ConfigName = "--config";
    public const string NoEnvFileName = "--no-env-file";

    public static Option<string?> Config() => new(ConfigName)
    {
        Description = $"The configuration file; default: {SettingsConversion.DefaultFile} in the working directory, if it exists",
        HelpName = "path",
        Recursive = true,
    };

    /// <summary>For why it is not simply of type int, see <see cref="IdText"/>.</summary>
    public static Option<int?> Last() => new("--last")
    {
        Description = "Only the last n",
        HelpName = "n",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0) return count;
            result.AddError($"--last must be a whole number of at least 1, not \"{GivenText.Shortened(result.Tokens[0].Value)}\"");
            return null;
        },
    };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON, for programs" };

    public static Option<bool> NoEnvFile() => new(NoEnvFileName)
    {
        Description = "Do not read variables from the file .env beside the configuration file",
        Recursive = true,
    };

    public static Option<bool> Yes() => new("--yes", "-y") { Description = "Do not ask for confirmation" };
}
