using System.Collections.Immutable;
using System.CommandLine;
using Magister.Cli.Output;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;
using Magister.Running;
using Magister.Vast.Calls;

namespace Magister.Cli.Offers;

/// <summary>Shows what would be rented, and what would not and why.</summary>
internal static class OffersCommand
{
    public static Command Build(Option<string?> config)
    {
        var (json, wide) = (CommonOptions.Json(), new WideOption());
        var command = new TaughtCommand(
            "offers", "Shows which offers would be rented, in which order and at what price, and why others are left out.")
        {
            Examples = ["magister offers", "magister offers --json | jq '.offers[0]'", "VAST_QUERY_COST_PER_HOUR=0.4 magister offers"],
            ExitCodes = [ExitCode.KeyRefused, ExitCode.NothingToRent, ExitCode.StateUnusable, ExitCode.VastNotReachable],
            Options = { wide, json },
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(config), wide.PrinterFor(parsed), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string? configFile, Printer printer, bool json, CancellationToken cancellation)
    {
        if (Configured.LoadAndWarn(configFile) is not { } settings) return ExitCode.Configuration;
        if (KnownFleet.Load(settings) is not { } known) return ExitCode.StateUnusable;
        await using var vast = VastAccess.Open(settings.Vast);
        var search = await vast.Client.SendAsync(new SearchCall(settings.Fleet.Query), cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (search is not Outcome<ImmutableArray<Offer>>.Done(var offers)) return VastFailure.Report("search", search);

        var now = TimeProvider.System.GetUtcNow();
        var ranked = OfferRanking.Rank(offers, known.State, settings.Fleet, now);
        var report = OffersReport.Create(ranked, known.State, settings.Fleet, known.File, now);
        if (json) printer.Json(report, CliJson.Readable.OffersReport);
        else OffersText.Print(report, printer);
        return ranked.Usable.IsEmpty ? ExitCode.NothingToRent : ExitCode.EndedAsAsked;
    }
}
