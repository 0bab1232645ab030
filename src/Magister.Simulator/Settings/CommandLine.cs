using System.Text;
using Magister.Simulator.Faults;
using Magister.Simulator.Market;

namespace Magister.Simulator.Settings;

/// <summary>What the program was asked to do.</summary>
internal sealed record CommandLine
{
    public SimulatorOptions Options { get; init; } = new() { HierophantPort = 0 };
    public bool Quiet { get; init; }
    public bool Help { get; init; }
    public string? Problem { get; init; }

    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var (line, problems) = (new CommandLine(), new List<string>());
        for (var i = 0; i < arguments.Count && problems.Count == 0; i++)
        {
            var (name, value) = arguments[i].Split('=', 2) is [var given, var assigned] ? (given, assigned) : (arguments[i], null);
            var next = i + 1 < arguments.Count ? arguments[i + 1] : null;
            if (next is not ("on" or "off") && Flag(line, name, value) is { } flagged)
            {
                line = flagged;
                continue;
            }

            i += value is null ? 1 : 0;
            line = line with { Options = Apply(line.Options, name, value ?? next, problems) };
        }

        return line with { Problem = problems.FirstOrDefault() };
    }

    public static string Usage()
    {
        var text = new StringBuilder("""
            vast-simulator: a Vast marketplace to run Magister against, with Contemplants and a Hierophant.

            Usage: vast-simulator [--NAME VALUE]...

            It speaks Vast's API under /api/, and on another port the Hierophant's: /contemplants, /dead-contemplants, /proof-history,
            /health. A Contemplant whose onstart text has a watch is restarted by it and reports to Magister. While it listens on this
            computer only, and unless --read-onstart is given, it runs the onstart text of what is rented in a real shell, as this
            user. Times are written 500ms, 2s, 5m, 1h, 2d; 'none' switches off what is off by default.


            """);
        foreach (var setting in SettingTable.All)
        {
            text.AppendLine($"  --{setting.Name + ' ' + setting.Value,-36} {setting.Help}");
        }

        return text.Append($$"""
              --fault {{FaultText.Form}}
                                                     a fault from the start, as often as wanted, such as reset:create:after:0.05
              --config FILE                          JSON with any of these by name, and faults and tenants as below
              --no-limits                            the same as --limits off
              --read-onstart                         the same as with on
              --quiet                                no line per event
              --help                                 this text

            Admin API, on the same port and without a key:
              GET    /admin/state[?calls=N]          all that the market knows: settings, costs, instances, calls, peaks, faults;
                                                     with &alive=true only the instances that exist
              GET    /admin/offers                   all offers, taken ones too
              GET    /admin/instances/ID/environment what the entrypoint of an instance was given
              POST   /admin/settings                 {"credit": 0, "limits": "off", "down": "unavailable", "boot": "1s-2s"}
              POST   /admin/faults                   {"kind": "reset", "endpoint": "create", "moment": "after", "count": 2,
                                                      "probability": 1, "delay": "10s", "threshold": 4.5}, or a list of such;
                                                     target (any, living, gone: whose calls), given (a filter or field that
                                                     the call must have), share (of ids or rows, always the same ones),
                                                     wording (0, 1, ...), retry_after; of answer: status, headers, body;
                                                     of edit: fields {"dph_total": 0.95, "score": "NaN"}
              DELETE /admin/faults                   ends all faults
              POST   /admin/instances/ID             status, status_msg, label, state (stopped, running), price, price_after,
                                                     kill, verify, drop (the reason), lose (its connection to the Hierophant ends),
                                                     end (its Contemplant ends), silence (its watch hangs), cut (such as "40s":
                                                     it does not reach Magister), delete
              POST   /admin/hierophant               {"restart": "30s"}: it restarts, and is away for so long
              POST   /admin/offers                   {"add": 3, "gpu_name": "RTX 4090", "price": 0.3}, {"remove": [ID]},
                                                     {"remove_all": true}, {"reprice": ID, "price": 0.5}
              POST   /admin/tenants                  {"label": "magister", "onstart": "...", "age": "1h", "count": 2}

            Faults:
            {{Text<FaultKind>()}}
            Endpoints:
            {{Text<VastEndpoint>()}}

            """).ToString();
    }

    private static string Text<T>()
        where T : struct, Enum => string.Join('\n', Enum.GetValues<T>().Select(SettingText.Word).Chunk(8).Select(words => string.Join(' ', words)));

    private static CommandLine? Flag(CommandLine line, string name, string? value) => (name, value) switch
    {
        ("--help" or "-h", null) => line with { Help = true },
        ("--quiet", null) => line with { Quiet = true },
        ("--no-limits", null) => line with { Options = SettingTable.Find("limits")!.Apply(line.Options, "off") },
        ("--read-onstart", null) => line with { Options = SettingTable.Find("read-onstart")!.Apply(line.Options, "on") },
        _ => null,
    };

    private static SimulatorOptions Apply(SimulatorOptions options, string name, string? value, List<string> problems)
    {
        if (!name.StartsWith("--", StringComparison.Ordinal) || (SettingTable.Find(name[2..]) is null && name is not ("--fault" or "--config")))
        {
            problems.Add($"there is no option {name}; see --help");
        }
        else if (value is null)
        {
            problems.Add($"{name} wants a value");
        }
        else
        {
            return Given(options, name[2..], value, problems);
        }

        return options;
    }

    private static SimulatorOptions Given(SimulatorOptions options, string name, string value, List<string> problems)
    {
        switch (name)
        {
            case "config":
                return ConfigFile.Apply(options, value, problems);
            case "fault":
                try
                {
                    return options with { Faults = options.Faults.Add(FaultText.Parse(value)) };
                }
                catch (FormatException wanted)
                {
                    problems.Add($"fault is {wanted.Message}, not '{value}'");
                    return options;
                }

            default:
                return SettingValues.Apply(options, name, value, problems);
        }
    }
}
