using System.Collections.Immutable;
using Magister.Cli.Output;
using Magister.Configuration;
using Magister.Fleet;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;
using Magister.Running;
using Magister.Vast;
using Magister.Vast.Calls;

namespace Magister.Cli.Checks;

/// <summary>Tries key, rights, credit, template, GPU names and query against Vast; changes nothing there.</summary>
internal sealed class OnlineChecks(MagisterSettings settings, VastClient vast, TimeProvider time)
{
    public const string GpuNames = "gpu_name";
    public const string Query = "query";

    private const string Key = "key";
    private const string Credit = "credit";
    private const string Template = "template";

    public async Task<ImmutableArray<OnlineFinding>> RunAsync(CancellationToken cancellation)
    {
        var account = await vast.SendAsync(new AccountCall(), cancellation);
        var list = await vast.SendAsync(new ListCall(FleetSettings.Label), cancellation);
        if (account is Outcome<AccountStanding>.Unauthorised refused && list is Outcome<InstanceListing>.Unauthorised)
        {
            return [new(Key, OnlineFinding.Failed, $"Vast does not accept it: {refused.Reason}")];
        }

        var template = await vast.SendAsync(new TemplateCall(settings.Fleet.TemplateHash), cancellation);
        var types = await vast.SendAsync(new GpuTypesCall(), cancellation);
        var search = await vast.SendAsync(new SearchCall(settings.Fleet.Query), cancellation);
        var rights = new KeyRights([KeyRight.Interpret("user_read", "account", account), KeyRight.Interpret("user_read", "template", template), KeyRight.Interpret("instance_read", "list", list), KeyRight.Interpret("misc", "search", search)]);
        return
        [
            rights.IsKeyAccepted ? new(Key, OnlineFinding.Ok, "Vast accepts it") : new(Key, OnlineFinding.Unknown, OutcomeText.Describe(account)),
            rights.Finding,
            OfCredit(account),
            OfTemplate(template),
            OfGpuNames(types),
            await OfQueryAsync(search, cancellation),
        ];
    }

    /// <summary>The exit code for the findings.</summary>
    public static int ExitCodeOf(ImmutableArray<OnlineFinding> findings)
    {
        bool Failed(params ReadOnlySpan<string> checks)
        {
            foreach (var check in checks)
            {
                if (findings.Any(finding => finding.Check == check && finding.Result is OnlineFinding.Failed)) return true;
            }

            return false;
        }

        return Failed(Key, KeyRights.Check) ? ExitCode.KeyRefused
            : Failed(Template, GpuNames, ReachChecks.Address, ReachChecks.Hierophant) ? ExitCode.Configuration
            : Failed(Credit, Query) ? ExitCode.NothingToRent
            : findings.Any(finding => finding is { Result: OnlineFinding.Unknown, IsOfVast: true }) ? ExitCode.VastNotReachable
            : ExitCode.EndedAsAsked;
    }

    private static OnlineFinding OfCredit(Outcome<AccountStanding> account) => account is Outcome<AccountStanding>.Done(var standing)
        ? new(Credit, standing.CanPay ? OnlineFinding.Ok : OnlineFinding.Failed, $"{standing.Credit:0.00} USD left")
        : new(Credit, OnlineFinding.Unknown, "not shown");

    private OnlineFinding OfTemplate(Outcome<TemplateStanding> template) => template switch
    {
        Outcome<TemplateStanding>.Done({ Exists: true } found) =>
            new(Template, OnlineFinding.Ok, $"{found.Name ?? "without a name"}, image {found.Image ?? "not shown"}"),
        Outcome<TemplateStanding>.Done => new(
            Template, OnlineFinding.Failed, $"Vast has no template {settings.Fleet.TemplateHash} that this account can use; set template_hash (TEMPLATE_HASH)"),
        _ => new(Template, OnlineFinding.Unknown, OutcomeText.Describe(template)),
    };

    private OnlineFinding OfGpuNames(Outcome<ImmutableArray<string>> types)
    {
        if (types is not Outcome<ImmutableArray<string>>.Done(var known)) return new(GpuNames, OnlineFinding.Note, $"not compared with Vast's: {OutcomeText.Describe(types)}");
        string[] unknown = [.. settings.Fleet.Query.GpuNames.Where(name => !known.Any(other => GpuName.IsSame(name, other)))];
        return unknown is []
            ? new(GpuNames, OnlineFinding.Ok, $"Vast has {string.Join(", ", settings.Fleet.Query.GpuNames)}")
            : new(GpuNames, OnlineFinding.Failed, $"Vast has no {string.Join("; no ", unknown.Select(name => $"{name} (nearest: {string.Join(", ", Nearest(name, known))})"))}; set {SettingKeys.GpuName.Names}");
    }

    private static IEnumerable<string> Nearest(string name, ImmutableArray<string> known) =>
        known.OrderBy(other => Spelling.Distance(other.ToUpperInvariant(), name.ToUpperInvariant())).ThenBy(other => other, StringComparer.Ordinal).Take(3);

    private async Task<OnlineFinding> OfQueryAsync(Outcome<ImmutableArray<Offer>> search, CancellationToken cancellation)
    {
        if (search is not Outcome<ImmutableArray<Offer>>.Done(var offers)) return new(Query, OnlineFinding.Unknown, OutcomeText.Describe(search));
        var ranked = OfferRanking.Rank(offers, FleetState.Empty, settings.Fleet, time.GetUtcNow());
        if (ranked.Usable.IsEmpty)
        {
            var loosened = await vast.SendAsync(new SearchCall(NothingToRent.Loosened(settings.Fleet.Query)), cancellation);
            var others = loosened is Outcome<ImmutableArray<Offer>>.Done(var found) ? found : (ImmutableArray<Offer>?)null;
            return new(Query, OnlineFinding.Failed, NothingToRent.Explain(ranked, others, settings.Fleet));
        }

        var cheapest = ranked.Usable.Min(offer => OfferPrice.PerHour(offer, settings.Fleet.Query));
        return new(Query, OnlineFinding.Ok, $"{Figures.Count(ranked.Usable.Length, "offer", "fits", "fit")}, the cheapest for {cheapest:0.####} USD an hour{(settings.Fleet.Query.Bidding is null ? "" : ", interruptible")}; wanted: {Figures.Count(settings.Fleet.NumberInstances, "instance")}");
    }
}
