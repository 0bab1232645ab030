using Magister.Cli.Output;

namespace Magister.Cli.DryRuns;

/// <summary>The report for people.</summary>
internal static class PlanText
{
    public static void Print(PlanReport report, Printer printer)
    {
        printer.Line($"Wanted: {Figures.Count(report.NumberInstances, "instance")}; ours: {report.Ours}. A daemon started now would:");
        if (report.Steps.IsEmpty && report.End is null && report.Problems.IsEmpty) printer.Indented("do nothing: all is as it should be");
        printer.Table(TableView.Create(
            report.Steps,
            ("do", step => step.Action.Replace('_', ' ')),
            (TableColumn.Number("instance"), step => Figures.Id(step.InstanceId)),
            (TableColumn.Number("offer"), step => Figures.Id(step.OfferId)),
            (new TableColumn("GPU", Spare: 2), step => step.OfferId is null ? null : Figures.Gpu(step.NumGpus, step.Gpu)),
            (TableColumn.Text("place", spare: 4), step => Figures.Place(step.Location)),
            (TableColumn.Number("host", spare: 5), step => Figures.Id(step.HostId)),
            (TableColumn.Number("machine", spare: 3), step => Figures.Id(step.MachineId)),
            (TableColumn.Number("USD/h", spare: 1), step => Figures.Price(step.CostPerHour)),
            (TableColumn.Text("because"), Reason)));
        if (report.RentedAfterwards > 0)
        {
            printer.Line($"Once what is destroyed is confirmed gone, {report.RentedAfterwards} more would be rented in its place.");
        }

        foreach (var problem in report.Problems) printer.Line($"Not known: {problem}");
        if (report.End is { } end) printer.Line($"It would end with exit code {end.ExitCode}: {end.Reason}");
        printer.Line("Nothing was changed.");
    }

    private static string Reason(PlannedStep step) => step.Until is { } until ? $"{step.Reason}, at {Figures.Moment(until)}" : step.Reason;
}
