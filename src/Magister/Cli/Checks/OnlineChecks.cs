using System.Collections.Immutable;
using System.Globalization;
using Magister.Configuration;
using Magister.Fleet;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;
using Magister.Running;
using Magister.Vast;
using Magister.Vast.Calls;

namespace Magister.Cli.Checks;

/// <summary>Tries key, credit, template and query against Vast; changes nothing there.</summary>
internal sealed class OnlineChecks(MagisterSettings settings, VastClient vast, TimeProvider time)
{
    private const string Key = "key";
    private const string Credit = "credit";
    private const string Template = "template";
    private const string Query = "query";

    public async Task<ImmutableArray<OnlineFinding>> RunAsync(CancellationToken cancellation)
    {
        var account = await vast.SendAsync(new AccountCall(), cancellation);
        if (account is Outcome<AccountStanding>.Unauthorised refused) return [new(Key, OnlineFinding.Failed, $"Vast does not accept it: {refused.Reason}")];
        return
        [
            .. OfAccount(account),
            OfTemplate(await vast.SendAsync(new TemplateCall(settings.Fleet.TemplateHash), cancellation)),
            await OfQueryAsync(cancellation),
        ];
    }

    /// <summary>The exit code that the findings come to.</summary>
    public static int ExitCodeOf(ImmutableArray<OnlineFinding> findings)
    {
        bool Has(string check, string result) => findings.Any(finding => finding.Check == check && finding.Result == result);
        return Has(Key, OnlineFinding.Failed) ? ExitCode.KeyRefused
            : Has(Template, OnlineFinding.Failed) || findings.Any(finding => finding is { Result: OnlineFinding.Failed, IsOfVast: false }) ? ExitCode.Configuration
            : Has(Credit, OnlineFinding.Failed) || Has(Query, OnlineFinding.Failed) ? ExitCode.NothingToRent
            : findings.Any(finding => finding is { Result: OnlineFinding.Unknown, IsOfVast: true }) ? ExitCode.VastNotReachable
            : ExitCode.EndedAsAsked;
    }

    private static OnlineFinding[] OfAccount(Outcome<AccountStanding> account) => account switch
    {
        Outcome<AccountStanding>.Done(var standing) =>
        [
            new(Key, OnlineFinding.Ok, "Vast accepts it"),
            new(Credit, standing.CanPay ? OnlineFinding.Ok : OnlineFinding.Failed, string.Create(CultureInfo.InvariantCulture, $"{standing.Credit:0.00} USD left")),
        ],
        _ => [new(Key, OnlineFinding.Unknown, OutcomeText.Describe(account)), new(Credit, OnlineFinding.Unknown, "not told")],
    };

    private OnlineFinding OfTemplate(Outcome<TemplateStanding> template) => template switch
    {
        Outcome<TemplateStanding>.Done({ Exists: true } found) =>
            new(Template, OnlineFinding.Ok, $"{found.Name ?? "without a name"}, image {found.Image ?? "not told"}"),
        Outcome<TemplateStanding>.Done => new(
            Template, OnlineFinding.Failed, $"Vast knows no template {settings.Fleet.TemplateHash} that this account can use; set template_hash (TEMPLATE_HASH)"),
        _ => new(Template, OnlineFinding.Unknown, OutcomeText.Describe(template)),
    };

    private async Task<OnlineFinding> OfQueryAsync(CancellationToken cancellation)
    {
        var search = await vast.SendAsync(new SearchCall(settings.Fleet.Query), cancellation);
        if (search is not Outcome<ImmutableArray<Offer>>.Done(var offers)) return new(Query, OnlineFinding.Unknown, OutcomeText.Describe(search));
        var ranked = OfferRanking.Rank(offers, FleetState.Empty, settings.Fleet, time.GetUtcNow());
        if (ranked.Usable.IsEmpty)
        {
            var loosened = await vast.SendAsync(new SearchCall(NothingToRent.Loosened(settings.Fleet.Query)), cancellation);
            var others = loosened is Outcome<ImmutableArray<Offer>>.Done(var found) ? found : (ImmutableArray<Offer>?)null;
            return new(Query, OnlineFinding.Failed, NothingToRent.Explain(ranked, others, settings.Fleet));
        }

        var cheapest = ranked.Usable.Min(offer => OfferPrice.PerHour(offer, settings.Fleet.Query));
        return new(Query, OnlineFinding.Ok, string.Create(
            CultureInfo.InvariantCulture,
            $"{ranked.Usable.Length} offers fit, the cheapest for {cheapest:0.####} USD an hour; {settings.Fleet.NumberInstances} instances are wanted"));
    }
}
