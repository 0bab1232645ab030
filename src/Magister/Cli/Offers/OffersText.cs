using Magister.Cli.Output;
using Magister.Fleet.Market;

namespace Magister.Cli.Offers;

/// <summary>The report for people.</summary>
internal static class OffersText
{
    private static readonly (TableColumn Column, Func<RankedOffer, string?> Cell)[] OfferColumns =
    [
        (TableColumn.Number("reliability", spare: 2), ranked => ranked.Offer.Reliability?.ToString("0.####")),
        (new TableColumn("GPU", Spare: 1), ranked => Figures.Gpu(ranked.Offer.NumGpus, ranked.Offer.Gpu)),
        (TableColumn.Text("place", spare: 3), ranked => Figures.Place(ranked.Offer.Location)),
    ];

    private static readonly (TableColumn Column, Func<RankedOffer, string?> Cell)[] JudgedColumn =
        [(new TableColumn("judged", Spare: 4), ranked => ranked.IsPreferred ? "preferred" : "")];

    private static readonly (TableColumn Column, Func<RankedOffer, string?> Cell)[] ValueColumns =
    [
        (TableColumn.Number("works"), ranked => ranked.Value?.ChanceOfWorking.ToString("0 %")),
        (TableColumn.Number("boot s", spare: 2), ranked => ranked.Value?.BootSecs.ToString("0")),
        (TableColumn.Number("life h", spare: 3), ranked => ranked.Value?.LifeHours.ToString("0.0")),
        (TableColumn.Number("USD/worked h"), ranked => Figures.Price(ranked.Value?.UsdPerWorkingHour)),
    ];

    public static void Print(OffersReport report, Printer printer)
    {
        printer.Line($"{Figures.Count(report.Offers.Length, "offer", "fits", "fit")}, best first by {Order(report.Order)}; prices are USD an hour {(report.IsInterruptible ? "for interruptible instances " : "")}with {report.DiskSpace:0.##} GB of disk");
        printer.Table(TableView.Create(report.Offers,
        [
            (TableColumn.Number("rank"), ranked => Figures.Id(ranked.Rank)),
            (TableColumn.Number("offer"), ranked => Figures.Id(ranked.Offer.OfferId)),
            (TableColumn.Number("USD/h"), ranked => Figures.Price(ranked.Offer.CostPerHour)),
            .. report.Order is OfferOrder.Value ? ValueColumns : OfferColumns,
            (TableColumn.Number("host", spare: 6), ranked => Figures.Id(ranked.Offer.HostId)),
            (TableColumn.Number("machine", spare: 5), ranked => Figures.Id(ranked.Offer.MachineId)),
            .. report.Offers.Any(ranked => ranked.IsPreferred) ? JudgedColumn : [],
        ]));
        if (report.LeftOut.IsEmpty) return;
        printer.Line();
        printer.Line(report.LeftOut is [_] ? "1 is left out" : $"{report.LeftOut.Length} are left out");
        printer.Table(TableView.Create(
            report.LeftOut,
            (TableColumn.Number("offer"), left => Figures.Id(left.Offer.OfferId)),
            (TableColumn.Number("machine", spare: 2), left => Figures.Id(left.Offer.MachineId)),
            (TableColumn.Number("USD/h", spare: 1), left => Figures.Price(left.Offer.CostPerHour)),
            (TableColumn.Text("because"), left => left.Reason)));
    }

    private static string Order(OfferOrder order) => order switch
    {
        OfferOrder.Price => "price of a GPU",
        OfferOrder.Value => "what a working hour is expected to cost",
        _ => "Vast's score",
    };
}
