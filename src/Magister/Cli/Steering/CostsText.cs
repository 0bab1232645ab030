using Magister.Cli.Output;
using Magister.Endpoints;
using Magister.Fleet;

namespace Magister.Cli.Steering;

/// <summary>Costs for people.</summary>
internal static class CostsText
{
    public static void Print(CostsResponse costs, Printer printer)
    {
        printer.Line($"{costs.TotalUsd:0.00} USD since {costs.Since:yyyy-MM-dd} (UTC), of which {costs.NeverWorkedUsd:0.00} for instances that never worked");
        printer.Line($"{costs.TodayUsd:0.00} today, {costs.MonthUsd:0.00} this month, about {costs.MonthForecastUsd:0.00} by its end if the fleet stays as it is");
        printer.Line(Billed(costs));
        if (costs.UncertainRents > 0) printer.Line($"{Figures.Count(costs.UncertainRents, "rent")} without an answer may have cost more than is counted here.");
        printer.Line();
        printer.Table(TableView.Create(
            costs.Rows,
            (costs.By, row => row.Key.Replace('_', ' ')),
            (TableColumn.Number("USD"), row => Usd(row.Usd)),
            (TableColumn.Number("counted", spare: 2), row => Usd(row.CountedUsd)),
            (TableColumn.Number("billed", spare: 1), row => Usd(row.BilledUsd)),
            (TableColumn.Number("instances", spare: 3), row => Figures.Id(row.Instances))));
    }

    /// <summary>What was billed, compared with what was counted for the same days.</summary>
    public static void Check(CostsResponse costs, Printer printer)
    {
        CostGroup[] billed = [.. costs.Rows.Where(row => row.BilledUsd is not null)];
        printer.Line(Billed(costs));
        if (billed.Length == 0) return;
        printer.Line($"{billed.Sum(row => row.BilledUsd ?? 0):0.000} USD billed for {Figures.Count(billed.Length, "instance")}; with what is not billed yet, {billed.Sum(row => row.CountedUsd):0.000} counted");
        printer.Line();
        printer.Table(TableView.Create(
            billed.OrderByDescending(row => Math.Abs(row.Usd - row.CountedUsd)),
            ("instance", row => row.Key),
            (TableColumn.Number("counted"), row => Usd(row.CountedUsd)),
            (TableColumn.Number("with bills"), row => Usd(row.Usd)),
            (TableColumn.Number("difference"), row => (row.Usd - row.CountedUsd).ToString("+0.0000;-0.0000;0.0000"))));
    }

    private static string Billed(CostsResponse costs) => costs.BilledUntil is { } day
        ? $"Days until {day:yyyy-MM-dd} are as Vast billed them, later ones as Magister counted them."
        : "No bill from Vast has been read yet: all figures are Magister's count.";

    private static string? Usd(double? usd) => usd?.ToString("0.0000");
}
