using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Magister.Configuration;

namespace Magister.Cli.Checks;

/// <summary>What <c>magister check</c> says.</summary>
/// <param name="Usable">Whether a daemon would begin to run with it.</param>
/// <param name="File">The file that was read; null if there is none.</param>
/// <param name="ReachedAt">Where Contemplants and Hierophant reach this Magister, as instances are told.</param>
/// <param name="HierophantAddress">Where Contemplants reach Hierophant, as instances are told.</param>
/// <param name="Online">What Vast and the addresses said; null if they were not asked.</param>
internal sealed record CheckReport(
    bool Usable,
    string? File,
    ImmutableArray<CheckedSetting> Settings,
    string? ReachedAt,
    string? HierophantAddress,
    ImmutableArray<string> Problems,
    ImmutableArray<string> Warnings,
    ImmutableArray<OnlineFinding>? Online);

/// <summary>A setting and where it came from.</summary>
/// <param name="Origin"><c>default</c>, <c>file</c>, <c>variable</c>, <c>secret_file</c> or <c>unset</c>.</param>
internal sealed record CheckedSetting(string Name, ImmutableArray<string> Variables, string? Value, string Origin, string? Place)
{
    public static CheckedSetting Of(SettingInForce setting) =>
        new(setting.Name, setting.Variables, setting.Value, OriginName(setting.Origin), setting.Place);

    private static string OriginName(SettingOrigin origin) => origin switch
    {
        SettingOrigin.Default => "default",
        SettingOrigin.File => "file",
        SettingOrigin.Variable => "variable",
        SettingOrigin.SecretFile => "secret_file",
        _ => "unset",
    };
}

/// <summary>One thing that was asked.</summary>
/// <param name="Check">Of Vast: <c>key</c>, <c>rights</c>, <c>credit</c>, <c>template</c>, <c>gpu_name</c> or <c>query</c>; of others: <c>address</c> or <c>hierophant</c>.</param>
/// <param name="Result"><c>ok</c>, <c>failed</c>, <c>unknown</c> where no answer came that can be used, or <c>note</c> where that does not matter.</param>
/// <param name="Detail">In words.</param>
internal sealed record OnlineFinding(string Check, string Result, string Detail)
{
    public const string Ok = "ok";
    public const string Failed = "failed";
    public const string Unknown = "unknown";
    public const string Note = "note";

    [JsonIgnore]
    public bool IsOfVast => Check is not (ReachChecks.Address or ReachChecks.Hierophant);
}
