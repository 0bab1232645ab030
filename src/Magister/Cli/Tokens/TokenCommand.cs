using System.Collections.Immutable;
using System.CommandLine;
using Magister.Access.Tokens;
using Magister.Cli.Output;
using Magister.Cli.Steering;
using Magister.Running;

namespace Magister.Cli.Tokens;

/// <summary>Adds, lists and removes named tokens; a running daemon reads their file again by itself.</summary>
internal static class TokenCommand
{
    public static Command Build(Option<string?> config) => new TaughtCommand(
        "token", "Adds, lists and removes named tokens with roles, so that events show who did what.")
    {
        Examples = ["magister token add alice --role operate", "magister token add wall --role read", "magister token list", "magister token remove alice"],
        Subcommands = { Add(config), List(config), Remove(config) },
    };

    private static TaughtCommand Add(Option<string?> config)
    {
        var name = Name("What to call it; events and journal show the name");
        name.Validators.Add(result =>
        {
            if (TokenName.Objection(result.Tokens[0].Value) is { } objection) result.AddError(objection);
        });
        var role = new Option<string>("--role") { Description = "read: see everything, change nothing; operate: control the fleet as well", HelpName = "read|operate", Required = true };
        role.AcceptOneOf([.. TokenRoles.All]);
        var command = new TaughtCommand("add", "Adds a token and prints it, only this once: only its SHA-256 is stored.")
        {
            Examples = ["magister token add alice --role operate", "magister token add prometheus --role read > prometheus.token"],
            Arguments = { name },
            Options = { role },
        };
        command.SetAction((parsed, cancellation) => Find(parsed.GetValue(config)) is var (file, isGuarded)
            ? new TokenEditing(file, isGuarded, TimeProvider.System).AddAsync(parsed.GetValue(name)!, parsed.GetValue(role)!, cancellation)
            : Task.FromResult(ExitCode.Configuration));
        return command;
    }

    private static TaughtCommand Remove(Option<string?> config)
    {
        var name = Name("The token's name");
        var command = new TaughtCommand("remove", "Removes a token. A running daemon refuses it within a second, and ends its sessions.")
        {
            Examples = ["magister token remove alice"],
            Arguments = { name },
        };
        command.SetAction((parsed, cancellation) => Find(parsed.GetValue(config)) is var (file, isGuarded)
            ? new TokenEditing(file, isGuarded, TimeProvider.System).RemoveAsync(parsed.GetValue(name)!, cancellation)
            : Task.FromResult(ExitCode.Configuration));
        return command;
    }

    private static TaughtCommand List(Option<string?> config)
    {
        var json = CommonOptions.Json();
        var command = new TaughtCommand("list", "Lists the named tokens with their roles; the tokens themselves are not kept.")
        {
            Examples = ["magister token list", "magister token list --json | jq -r '.[].name'"],
            Options = { json },
        };
        command.SetAction(parsed => Find(parsed.GetValue(config)) is var (file, _) ? Show(file, parsed.GetValue(json)) : ExitCode.Configuration);
        return command;
    }

    private static int Show(TokensFile file, bool json)
    {
        var reading = file.Read();
        if (reading is TokensReading.Broken broken)
        {
            DaemonCall.Say(broken.Why);
            return ExitCode.Configuration;
        }

        ImmutableArray<ShownToken> shown = reading is TokensReading.Read(var entries) ? [.. entries.Select(entry => new ShownToken(entry.Name, entry.Role, entry.Created))] : [];
        if (json) Printer.Standard.Json(shown, CliJson.Readable.ImmutableArrayShownToken);
        else if (shown.IsEmpty) Printer.Standard.Line($"There is no named token in {file.Path}.");
        else Printer.Standard.Table(TableView.Create(shown, ("name", token => token.Name), ("role", token => token.Role), ("created", token => Figures.Moment(token.Created))));
        return ExitCode.EndedAsAsked;
    }

    private static Argument<string> Name(string description) => new("name") { Description = description };

    private static (TokensFile File, bool IsGuarded)? Find(string? configFile)
    {
        var local = LocalSettings.Read(configFile, ProcessEnvironment.Read(), out var problem);
        if (problem is null) return (new TokensFile(local.Tokens), local.OperatorToken is not null);
        DaemonCall.Say(problem);
        return null;
    }
}

/// <summary>A token in the list.</summary>
internal sealed record ShownToken(string Name, string Role, DateTimeOffset Created);
