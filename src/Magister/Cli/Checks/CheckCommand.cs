using System.Collections.Immutable;
using System.CommandLine;
using System.Net;
using Magister.Access.Tokens;
using Magister.Cli.Output;
using Magister.Configuration;
using Magister.Running;

namespace Magister.Cli.Checks;

/// <summary>Shows the configuration in effect, and what is wrong with it.</summary>
internal static class CheckCommand
{
    public static Command Build(Option<string?> config)
    {
        var (json, wide) = (CommonOptions.Json(), new WideOption());
        var online = new Option<bool>("--online") { Description = "Also check key, rights, credit, template, GPU names and query with Vast, and try this Magister's address and Hierophant; rents nothing" };
        var command = new TaughtCommand(
            "check", "Shows every setting, where its value came from, and all errors in the configuration.")
        {
            Examples = ["magister check", "magister check --online", "magister check --json | jq '.settings[] | select(.origin != \"default\")'"],
            ExitCodes = [ExitCode.KeyRefused, ExitCode.NothingToRent, ExitCode.VastNotReachable],
            Options = { online, wide, json },
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (report, code) = await CheckAsync(parsed.GetValue(config), parsed.GetValue(online), cancellation);
            if (parsed.GetValue(json)) Printer.Standard.Json(report, CliJson.Readable.CheckReport);
            else CheckText.Print(report, wide.PrinterFor(parsed));
            return code;
        });
        return command;
    }

    private static async Task<(CheckReport Report, int Code)> CheckAsync(string? configFile, bool online, CancellationToken cancellation)
    {
        var (outcome, sources) = SettingsConversion.Read(configFile, ProcessEnvironment.Read());
        ImmutableArray<CheckedSetting> settings = sources is null ? [] : [.. SettingsInForce.Read(sources).Select(CheckedSetting.Create)];
        switch (outcome)
        {
            case ConfigurationOutcome.Invalid invalid:
                return (new CheckReport(false, sources?.File, settings, null, null, invalid.Problems, invalid.Warnings, null), ExitCode.Configuration);
            case ConfigurationOutcome.Loaded loaded when TokensObjection(loaded.Settings) is { } objection:
                return (new CheckReport(false, sources?.File, settings, null, null, [objection], loaded.Warnings, null), ExitCode.Configuration);
            case ConfigurationOutcome.Loaded loaded:
                var onstart = loaded.Settings.Fleet.Onstart;
                var report = new CheckReport(true, sources?.File, settings, onstart.MagisterAddress, onstart.HierophantAddress, [], loaded.Warnings, null);
                if (!online) return (report, ExitCode.EndedAsAsked);
                var (findings, warnings) = await AskAsync(loaded.Settings, cancellation);
                return (report with { Online = findings, Warnings = [.. report.Warnings, .. warnings] }, OnlineChecks.ExitCodeOf(findings));
            default:
                throw new InvalidOperationException("The configuration was neither valid nor invalid.");
        }
    }

    private static string? TokensObjection(MagisterSettings settings) => settings.Access.TokensFile is { } path ? new TokensFile(path).Objection() : null;

    private static async Task<(ImmutableArray<OnlineFinding> Findings, ImmutableArray<string> Warnings)> AskAsync(MagisterSettings settings, CancellationToken cancellation)
    {
        using var reach = new ReachChecks(settings);
        var reached = reach.RunAsync(cancellation);
        var warnings = new NameChecks(Dns.GetHostAddressesAsync).WarnAsync(settings.Fleet.Onstart.MagisterAddress, settings.Vast.BaseUrl, cancellation);
        await using var vast = VastAccess.Open(settings.Vast);
        return ([.. await new OnlineChecks(settings, vast.Client, TimeProvider.System).RunAsync(cancellation), .. await reached], await warnings);
    }
}
