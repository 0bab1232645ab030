using Magister.Cli.Output;

namespace Magister.Cli.Checks;

/// <summary>The report for people.</summary>
internal static class CheckText
{
    public static void Print(CheckReport report, Printer printer)
    {
        printer.Line(report.File is { } file ? $"Configuration from {file} and the environment" : "Configuration from the environment alone; there is no file");
        printer.Table(TableView.Of(
            report.Settings,
            ("setting", setting => setting.Name),
            (TableColumn.Words("value"), setting => setting.Value),
            (TableColumn.Words("from"), From)));
        if (report.ReachedAt is { } address) printer.Line($"Contemplants and Hierophant reach this Magister at {address}; Hierophant is at {report.HierophantAddress}");
        foreach (var warning in report.Warnings) printer.Line($"Warning: {warning}");
        foreach (var finding in report.Online ?? []) printer.Line($"Vast, {finding.Check}: {finding.Result}: {finding.Detail}");
        foreach (var problem in report.Problems) printer.Line($"Error: {problem}");
        printer.Line(report.Usable ? "The configuration can be used." : "The configuration cannot be used.");
    }

    private static string From(CheckedSetting setting) => setting.Origin switch
    {
        "default" => "default",
        "unset" => $"not set ({string.Join(" or ", setting.Variables)})",
        "secret_file" => $"the file that {setting.Place} names",
        _ => setting.Place ?? setting.Origin,
    };
}
