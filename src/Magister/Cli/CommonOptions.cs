using System.CommandLine;
using Magister.Configuration;

namespace Magister.Cli;

/// <summary>The options that several commands have.</summary>
internal static class CommonOptions
{
    public const string ConfigName = "--config";

    public static Option<string?> Config() => new(ConfigName)
    {
        Description = $"The configuration file; without it {SettingsConversion.DefaultFile} in the working directory, if there is one",
        HelpName = "path",
        Recursive = true,
    };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON, for programs" };

    public static Option<bool> Yes() => new("--yes", "-y") { Description = "Do not ask" };
}
