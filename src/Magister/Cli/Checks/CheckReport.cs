using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Magister.Configuration;

namespace Magister.Cli.Checks;

/// <summary>The report of <c>magister check</c>.</summary>
/// <param name="Usable">Whether a daemon would start with it.</param>
/// <param name="File">The file that was read; null if there is none.</param>
/// <param name="ReachedAt">Where Contemplants and Hierophant reach this Magister, as given to instances.</param>
/// <param name="HierophantAddress">Where Contemplants reach Hierophant, as given to instances.</param>
/// <param name="Online">The findings about Vast and the addresses; null if those were not tried.</param>
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
    public static CheckedSetting Create(SettingInForce setting) =>
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

/// <summary>The result of one online check.</summary>
/// <param name="Check">
/// For Vast: <c>key</c>, <c>rights</c>, <c>credit</c>, <c>template</c>, <c>gpu_name</c>
/// or <c>query</c>; for others: <c>address</c> or <c>hierophant</c>.
/// </param>
/// <param name="Result"><c>ok</c>, <c>failed</c>, <c>unknown</c> if there was no usable answer, or <c>note</c> if that does not matter.</param>
/// <param name="Detail">A description.</param>
internal sealed record OnlineFinding(string Check, string Result, string Detail)
{
    public const string Ok = "ok";
    public const string Failed = "failed";
    public const string Unknown = "unknown";
    public const string Note = "note";

    [JsonIgnore]
    public bool IsOfVast => Check is not (ReachChecks.Address or ReachChecks.Hierophant);
}
