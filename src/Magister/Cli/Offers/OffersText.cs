using System.Globalization;
using Magister.Cli.Output;
using Magister.Fleet.Market;

namespace Magister.Cli.Offers;

/// <summary>The report for people.</summary>
internal static class OffersText
{
    public static void Print(OffersReport report, Printer printer)
    {
        printer.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Offers.Length} offers fit, best first by {(report.Order is OfferOrder.Price ? "price of a GPU" : "Vast's score")}; prices are USD an hour with {report.DiskSpace:0.##} GB of disk"));
        printer.Table(TableView.Of(
            report.Offers,
            (TableColumn.Number("rank"), ranked => Figures.Id(ranked.Rank)),
            (TableColumn.Number("offer"), ranked => Figures.Id(ranked.Offer.OfferId)),
            (TableColumn.Number("USD/h"), ranked => Figures.Price(ranked.Offer.CostPerHour)),
            (TableColumn.Number("reliability"), ranked => ranked.Offer.Reliability?.ToString("0.####", CultureInfo.InvariantCulture)),
            ("GPU", ranked => Figures.Gpu(ranked.Offer.NumGpus, ranked.Offer.Gpu)),
            (TableColumn.Words("place"), ranked => Figures.Place(ranked.Offer.Location)),
            (TableColumn.Number("host"), ranked => Figures.Id(ranked.Offer.HostId)),
            (TableColumn.Number("machine"), ranked => Figures.Id(ranked.Offer.MachineId)),
            ("", ranked => ranked.IsPreferred ? "preferred" : "")));
        if (report.LeftOut.IsEmpty) return;
        printer.Line();
        printer.Line(report.LeftOut is [_] ? "1 is left out" : $"{report.LeftOut.Length} are left out");
        printer.Table(TableView.Of(
            report.LeftOut,
            (TableColumn.Number("offer"), left => Figures.Id(left.Offer.OfferId)),
            (TableColumn.Number("machine"), left => Figures.Id(left.Offer.MachineId)),
            (TableColumn.Number("USD/h"), left => Figures.Price(left.Offer.CostPerHour)),
            (TableColumn.Words("because"), left => left.Reason)));
    }
}
