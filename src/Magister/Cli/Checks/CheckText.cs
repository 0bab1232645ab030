using Magister.Cli.Output;

namespace Magister.Cli.Checks;

/// <summary>The report for people.</summary>
internal static class CheckText
{
    public static void Print(CheckReport report, Printer printer)
    {
        printer.Line(report.File is { } file ? $"Configuration from {file} and the environment" : "Configuration from the environment only, without a file");
        printer.Table(TableView.Create(
            report.Settings,
            ("setting", setting => setting.Name),
            (TableColumn.Text("value"), setting => setting.Value),
            (TableColumn.Text("from", spare: 1), From)));
        if (report.ReachedAt is { } address) printer.Line($"Contemplants and Hierophant reach this Magister at {address}; Hierophant is at {report.HierophantAddress}");
        foreach (var warning in report.Warnings) printer.Line($"Warning: {warning}");
        foreach (var finding in report.Online ?? []) printer.Line($"{(finding.IsOfVast ? "Vast, " : "")}{finding.Check}: {finding.Result}: {finding.Detail}");
        foreach (var problem in report.Problems) printer.Line($"Error: {problem}");
        printer.Line(LastWords(report));
    }

    private static string LastWords(CheckReport report)
    {
        if (!report.Usable) return "The configuration cannot be used.";
        string Named(string result) => string.Join(", ", (report.Online ?? []).Where(finding => finding.Result == result).Select(finding => finding.Check));
        var offersFit = (report.Online ?? []).Any(finding => finding is { Check: OnlineChecks.Query, Result: OnlineFinding.Ok });
        return Named(OnlineFinding.Failed) is { Length: > 0 } failed
            ? failed is OnlineChecks.GpuNames && offersFit ? $"The configuration can be used only in part. Failed: {failed}."
            : $"The configuration is valid, but will not work. Failed: {failed}."
            : Named(OnlineFinding.Unknown) is { Length: > 0 } unknown ? $"The configuration can be used. Unknown: {unknown}."
            : "The configuration can be used.";
    }

    private static string From(CheckedSetting setting) => setting.Origin switch
    {
        "default" => "default",
        "unset" => $"not set ({string.Join(" or ", setting.Variables)})",
        "secret_file" => $"the file that {setting.Place} names",
        "variable" when ProcessEnvironment.IsFromFile(setting.Place!) => $"{setting.Place} in .env",
        _ => setting.Place ?? setting.Origin,
    };
}
