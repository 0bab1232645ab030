using System.Net;
using Magister.Simulator.Callers;
using Magister.Simulator.Http;
using Magister.Simulator.Market;
using static Magister.Simulator.Settings.SettingText;

namespace Magister.Simulator.Settings;

/// <summary>Every setting, defined once for the command line, the config file and the admin API.</summary>
internal static class SettingTable
{
    private const string Span = "TIME";
    private const string Spans = "TIME[-TIME]";
    private const string Part = "0..1";

    public static IReadOnlyList<Setting> All { get; } = [.. Start(), .. Instances(), .. Offers(), .. Calls(), .. Limits(), .. CallersOf()];

    public static Setting? Find(string name) =>
        All.FirstOrDefault(setting => setting.Name == name.Replace('_', '-'));

    private static Setting[] Start() =>
    [
        new("port", "N", "port to listen on; 0 is any free one (0)", (o, v) => o with { Port = Whole(v, 0, 65_535) }) { AtStartOnly = true },
        new("listen", "ADDRESS", "address to listen on (127.0.0.1)", (o, v) => o with { Listen = Address(v) }) { AtStartOnly = true },
        new("hierophant-port", "N|none", "port of the Hierophant's API; 0 is any free one (0)", (o, v) => o with { HierophantPort = Optional(v, t => Whole(t, 0, 65_535)) }) { AtStartOnly = true },
        new("seed", "N", "seed of all random choices (1)", (o, v) => o with { Seed = Whole(v, int.MinValue, int.MaxValue) }) { AtStartOnly = true },
        new("offers", "N", "number of offers (200)", (o, v) => Market(o, m => m with { Offers = Whole(v, 0, MarketOptions.MaxOffers) })) { AtStartOnly = true },
    ];

    private static Setting[] Instances() =>
    [
        new("boot", Spans, "time from a rent to running (2s-6s)", (o, v) => Market(o, m => m with { Boot = Range(v) })),
        new("boot-failures", Part, "boots that end in a Docker error (0)", (o, v) => Market(o, m => m with { BootFailures = Fraction(v) })),
        new("bad-hosts", Part, "hosts on whose machines nothing boots (0)", (o, v) => Market(o, m => m with { BadHosts = Fraction(v) })),
        new("slow-machines", Part, "machines that take ten times as long to boot (0)", (o, v) => Market(o, m => m with { SlowMachines = Fraction(v) })),
        new("frail-machines", Part, "machines whose instances live a thirtieth as long (0)", (o, v) => Market(o, m => m with { FrailMachines = Fraction(v) })),
        new("mean-life", Span, "mean time until a running instance dies (none)", (o, v) => Market(o, m => m with { MeanLife = Optional(v, Duration) })),
        new("odd-bills", Part, "instances that a day's bill names late or twice (0)", (o, v) => Market(o, m => m with { OddBills = Fraction(v) })),
        new("odd-deaths", Part, "deaths that end in loading, created, frozen, ... (0)", (o, v) => Market(o, m => m with { OddDeaths = Fraction(v) })),
        new("lost-labels", Part, "rents whose label does not stick (0)", (o, v) => Market(o, m => m with { LostLabels = Fraction(v) })),
        new("dearer-contracts", Part, "rents that cost three times what the offer said (0)", (o, v) => Market(o, m => m with { DearerContracts = Fraction(v) })),
        new("other-gpus", Part, "rents that get a GPU other than the offer's (0)", (o, v) => Market(o, m => m with { OtherGpus = Fraction(v) })),
        new("list-lag", Spans, "time for which a new instance is missing from the list (0)", (o, v) => Market(o, m => m with { ListLag = Range(v) })),
        new("linger", Span, "time for which a destroyed one stays in the list (0)", (o, v) => Market(o, m => m with { Linger = Duration(v) })),
        new("page-cap", "N", "most instances on a page of the list (25)", (o, v) => Market(o, m => m with { PageCap = Whole(v, 1, 10_000) })),
        new("credit", "USD", "credit of the account (100000)", (o, v) => Market(o, m => m with { Credit = Number(v) })),
        new("spend-rate-limit", "USD", "most that can be spent in an hour (none)", (o, v) => Market(o, m => m with { SpendRateLimit = Optional(v, Number) })),
    ];

    private static Setting[] Offers() =>
    [
        new("search-lag", Span, "delay until searches see what was taken (0)", (o, v) => Market(o, m => m with { SearchLag = Duration(v) })),
        new("search-cap", "N", "most offers that a search returns (64)", (o, v) => Market(o, m => m with { SearchCap = Whole(v, 0, 100_000) })),
        new("price-swing", Part, "how far prices swing (0.1)", (o, v) => Market(o, m => m with { PriceSwing = Fraction(v) })),
        new("price-period", Span, "time of one swing (1h)", (o, v) => Market(o, m => m with { PricePeriod = Duration(v) })),
        new("bid-moves", Span, "how often least bids move, and stop what bids less (none)", (o, v) => Market(o, m => m with { BidMoves = Optional(v, Duration) })),
        new("lost-bids", Part, "bids that become contracts on demand (0)", (o, v) => Market(o, m => m with { LostBids = Fraction(v) })),
        new("skip-numeric-filters", Part, "searches without gt gte lt lte (0)", (o, v) => Market(o, m => m with { SkipNumericFilters = Fraction(v) })),
        new("hiding-filter", "FIELD", "searches that name this field find nothing (none)", (o, v) => Market(o, m => m with { HidingFilter = v is "" or "none" ? null : v })),
        new("terms", Spans, "time for which hosts offer their machines (3d-60d)", (o, v) => Market(o, m => m with { Terms = Range(v) })) { AtStartOnly = true },
        new("hidden-ends", Part, "offers and contracts that do not show their end (0)", (o, v) => Market(o, m => m with { HiddenEnds = Fraction(v) })) { AtStartOnly = true },
        new("broken-offers", Part, "offers that are shown with broken fields (0)", (o, v) => Market(o, m => m with { BrokenOffers = Fraction(v) })),
        new("accept-taken-offers", Part, "second rents of an offer that are accepted (0)", (o, v) => Market(o, m => m with { AcceptTakenOffers = Fraction(v) })),
    ];

    private static Setting[] Calls() =>
    [
        new("key", "TEXT", "the key that is accepted (simulator-key)", (o, v) => Desk(o, d => d with { Key = v })),
        new("wrong-key-status", "401|404", "answer to a wrong key (401)", (o, v) => Desk(o, d => d with { WrongKeyStatus = Whole(v, 401, 404) })),
        new("latency", Spans, "time that a call takes (0)", (o, v) => Desk(o, d => d with { Latency = Range(v) })),
        new("rent-answer-delay", Span, "time from a rent's effect to its answer (0)", (o, v) => Desk(o, d => d with { RentAnswerDelay = Duration(v) })),
        new("clock-skew", "[-]TIME", "how far Vast's clock is ahead (0)", (o, v) => Desk(o, d => d with { ClockSkew = v is ['-', .. var behind] ? -Duration(behind) : Duration(v) })),
        new("down", "none|refuse|unavailable", "resets every call, or answers 503 (none)", (o, v) => Desk(o, d => d with { Down = Choice<Downtime>(v) })),
    ];

    private static Setting[] Limits() =>
    [
        new("limits", "on|off", "whether limits are enforced (on)", (o, v) => Limit(o, l => l with { Enabled = Switch(v) })),
        new("limit-create", Span, "shortest time between creates (4.5s)", (o, v) => Limit(o, l => l with { Create = Duration(v) })),
        new("create-penalty", Span, "time for which creates are refused after one too soon (12s)", (o, v) => Limit(o, l => l with { CreatePenalty = Duration(v) })),
        new("limit-destroy", Span, "shortest time between destroys (3s)", (o, v) => Limit(o, l => l with { Destroy = Duration(v) })),
        new("limit-list", Span, "shortest time between lists (1s)", (o, v) => Limit(o, l => l with { List = Duration(v) })),
        new("limit-show", Span, "shortest time between shows (2s)", (o, v) => Limit(o, l => l with { Show = Duration(v) })),
        new("limit-search", Span, "shortest time between searches (6s)", (o, v) => Limit(o, l => l with { Search = Duration(v) })),
        new("limit-manage", Span, "shortest time between labels, stops, starts (1s)", (o, v) => Limit(o, l => l with { Manage = Duration(v) })),
        new("limit-tolerance", Span, "how much too soon is tolerated (0)", (o, v) => Limit(o, l => l with { Tolerance = Duration(v) })),
        new("limit-wording", "KIND", "mixed, plain, plain-with-threshold, detail, message (mixed)", (o, v) => Limit(o, l => l with { Wording = Choice<LimitWording>(v) })),
    ];

    private static Setting[] CallersOf() =>
    [
        new("never-verify", Part, "machines whose Contemplants never call (0)", (o, v) => Callers(o, c => c with { NeverVerify = Fraction(v) })),
        new("verify-delay", Spans, "time from a start to the first verify (0)", (o, v) => Callers(o, c => c with { VerifyDelay = Range(v) })),
        new("verify-twice", Part, "Contemplants that call again at once (0)", (o, v) => Callers(o, c => c with { VerifyTwice = Fraction(v) })),
        new("retry-delay", Span, "time until a refused one starts over (5s)", (o, v) => Callers(o, c => c with { RetryDelay = Duration(v) })),
        new("drop-every", Span, "mean time between the Hierophant's drops (none)", (o, v) => Callers(o, c => c with { DropEvery = Optional(v, Duration) })),
        new("drop-twice", Part, "drops that are sent twice (0)", (o, v) => Callers(o, c => c with { DropTwice = Fraction(v) })),
        new("hierophant-restarts", Span, "mean time between the Hierophant's restarts (none)", (o, v) => Callers(o, c => c with { HierophantRestarts = Optional(v, Duration) })),
        new("hierophant-away", Spans, "how long each restart takes (20s-60s)", (o, v) => Callers(o, c => c with { HierophantAway = Range(v) })),
        new("hierophant-fault", "KIND", "none, away, hang, html, huge, empty, partial: its API (none)", (o, v) => Callers(o, c => c with { HierophantFault = Choice<HierophantFault>(v) })),
        new("lose-every", Span, "mean time until it loses a worker, without a drop (none)", (o, v) => Callers(o, c => c with { LoseEvery = Optional(v, Duration) })),
        new("refused-versions", Part, "machines whose Contemplants it disconnects (0)", (o, v) => Callers(o, c => c with { RefusedVersions = Fraction(v) })),
        new("process-life", Span, "mean life of a Contemplant's process (none)", (o, v) => Callers(o, c => c with { ProcessLife = Optional(v, Duration) })),
        new("broken-contemplants", Part, "machines whose Contemplants verify but never work (0)", (o, v) => Callers(o, c => c with { BrokenContemplants = Fraction(v) })),
        new("watch-life", Span, "mean time until a watch hangs for good (none)", (o, v) => Callers(o, c => c with { WatchLife = Optional(v, Duration) })),
        new("cut-every", Span, "mean time until an instance is cut off from Magister (none)", (o, v) => Callers(o, c => c with { CutEvery = Optional(v, Duration) })),
        new("cut-length", Spans, "duration of such a cut (10s-5m)", (o, v) => Callers(o, c => c with { CutLength = Range(v) })),
        new("patience", Span, "how long callers wait for an answer (10s)", (o, v) => Callers(o, c => c with { Patience = Duration(v) })),
        new("read-onstart", "on|off", "read onstart texts, never run them (off)", (o, v) => Callers(o, c => c with { ReadOnstart = Switch(v) })),
        new("shell-limit", "N", "most instances for which a shell is run (50)", (o, v) => Callers(o, c => c with { ShellLimit = Whole(v, 0, 10_000) })),
        new("shell", "NAME", "the shell that runs onstart (sh)", (o, v) => Callers(o, c => c with { Shell = v })),
    ];

    private static string Address(string text) =>
        IPAddress.TryParse(text, out var address) ? address.ToString() : throw new FormatException("an IP address");

    private static SimulatorOptions Market(SimulatorOptions options, Func<MarketOptions, MarketOptions> change) =>
        options with { Market = change(options.Market) };

    private static SimulatorOptions Desk(SimulatorOptions options, Func<DeskOptions, DeskOptions> change) =>
        options with { Desk = change(options.Desk) };

    private static SimulatorOptions Limit(SimulatorOptions options, Func<RateLimitOptions, RateLimitOptions> change) =>
        Desk(options, desk => desk with { Limits = change(desk.Limits) });

    private static SimulatorOptions Callers(SimulatorOptions options, Func<CallerOptions, CallerOptions> change) =>
        options with { Callers = change(options.Callers) };
}
