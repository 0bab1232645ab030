using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Magister.Simulator.Http;
using Magister.Simulator.Market;

namespace Magister.Simulator.Faults;

/// <summary>What goes wrong with a call.</summary>
public enum FaultKind
{
    /// <summary>429, with or without <see cref="FaultRule.Threshold"/> in its text.</summary>
    TooManyRequests,

    /// <summary>500 with a JSON body.</summary>
    InternalError,

    /// <summary>503 as plain text.</summary>
    Unavailable,

    /// <summary>502 with a proxy's HTML page.</summary>
    ProxyPage,

    /// <summary>200 with the first half of a JSON body.</summary>
    HalfJson,

    /// <summary>200 with an empty body.</summary>
    EmptyBody,

    /// <summary>200 with <c>"success": false</c>.</summary>
    SuccessFalse,

    /// <summary>500 whose body carries <c>new_contract</c>; always after the effect.</summary>
    ErrorWithContract,

    /// <summary>A reset connection instead of an answer.</summary>
    Reset,

    /// <summary>No answer until the caller gives up.</summary>
    Hang,

    /// <summary>The right answer, late by <see cref="FaultRule.Delay"/>.</summary>
    Delay,

    /// <summary>An empty search result or list, with status 200.</summary>
    EmptyList,

    /// <summary>A search result or page of the list that lacks half its rows; the totals stay.</summary>
    ShortPage,

    /// <summary>The rule's own answer: <see cref="FaultRule.Status"/>, <see cref="FaultRule.Headers"/>, <see cref="FaultRule.Body"/>.</summary>
    Answer,

    /// <summary>The right answer, with the rule's <see cref="FaultRule.Fields"/> in each of its rows.</summary>
    Edit,

    /// <summary>The right answer with NaN or an infinity as a number in each row.</summary>
    OddNumbers,

    /// <summary>The right answer with a field of the wrong type in each row.</summary>
    WrongTypes,

    /// <summary>The right answer with impossible prices: negative, 0, 1e308.</summary>
    OddPrices,

    /// <summary>A rent refused as if the offer or the machine were taken, in words other than Vast's usual ones.</summary>
    OfferRefused,

    /// <summary>A show of an instance that is gone, in words other than Vast's usual ones.</summary>
    OddAbsence,

    /// <summary>A show of a living instance that reports no instance.</summary>
    LivingDenied,

    /// <summary>403 from the edge in front of Vast, without Vast's JSON.</summary>
    EdgeForbidden,

    /// <summary>403 in Vast's JSON: the key may not do this.</summary>
    ScopeMissing,

    /// <summary>429 or 503 that says when to retry, in a header or in JSON: <see cref="FaultRule.RetryAfter"/>.</summary>
    RetryLater,

    /// <summary>200 whose body is not in the encoding that its header names.</summary>
    WrongEncoding,
}

/// <summary>Whether the market has carried out the call when the fault strikes.</summary>
public enum FaultMoment
{
    /// <summary>It has not.</summary>
    Before,

    /// <summary>It has.</summary>
    After,
}

/// <summary>The instances whose calls a fault strikes.</summary>
public enum FaultTarget
{
    /// <summary>All.</summary>
    Any,

    /// <summary>Those that exist.</summary>
    Living,

    /// <summary>Those that do not.</summary>
    Gone,
}

/// <summary>A fault on request.</summary>
/// <param name="Kind">What goes wrong.</param>
public sealed record FaultRule(FaultKind Kind)
{
    // Properties with a default have a setter: JSON read without reflection sets an omitted init-only property to its type's default.

    /// <summary>The endpoint it strikes. The default value is null: all.</summary>
    public VastEndpoint? Endpoint { get; init; }

    /// <summary>Before or after the effect. The default value is before.</summary>
    public FaultMoment Moment { get; init; }

    /// <summary>The probability that a call is struck. The default value is 1.</summary>
    public double Probability { get; set; } = 1;

    /// <summary>How many calls are struck before the rule is used up. The default value is null: no limit.</summary>
    public int? Count { get; init; }

    /// <summary>How late a <see cref="FaultKind.Delay"/> is. The default value is 10 seconds.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The threshold that a <see cref="FaultKind.TooManyRequests"/> names, in seconds. The default value is null: none.</summary>
    public double? Threshold { get; init; }

    /// <summary>Which calls are struck, by the id in the path. The default value is any.</summary>
    public FaultTarget Target { get; init; }

    /// <summary>A filter or a field of the body that a call must have to be struck. The default value is null: every call is.</summary>
    public string? Given { get; init; }

    /// <summary>
    /// The fraction of ids that is struck, always the same ones: of rows if rows are changed, otherwise of ids in the path. The default value is 1.
    /// </summary>
    public double Share { get; set; } = 1;

    /// <summary>Which of the wordings of its kind is sent, from 0. The default value is null: each in turn.</summary>
    public int? Wording { get; init; }

    /// <summary>When to retry, as <see cref="FaultKind.RetryLater"/> says. The default value is 20 seconds.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The status of an <see cref="FaultKind.Answer"/>. The default value is 200.</summary>
    public int Status { get; set; } = 200;

    /// <summary>Headers of an <see cref="FaultKind.Answer"/>. The default value is null: none.</summary>
    public ImmutableDictionary<string, string>? Headers { get; init; }

    /// <summary>The body of an <see cref="FaultKind.Answer"/>. The default value is null: an empty one.</summary>
    public string? Body { get; init; }

    /// <summary>
    /// What an <see cref="FaultKind.Edit"/> puts into rows; the texts <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c> are sent without quotes.
    /// </summary>
    public JsonObject? Fields { get; init; }

    /// <summary>Whether rows of the right answer are changed.</summary>
    internal bool ChangesRows => Kind is FaultKind.Edit or FaultKind.OddNumbers or FaultKind.WrongTypes or FaultKind.OddPrices;

    /// <summary>Whether the rule applies to this call.</summary>
    internal bool Fits(VastRequest call, Func<long, bool> lives) =>
        (Endpoint ?? OnlyEndpoint ?? call.Endpoint) == call.Endpoint
        && (ChangesRows || Holds(call.Id ?? 0))
        && (Given is null || call.Names(Given))
        && (OnlyTarget is FaultTarget.Any || lives(call.Id ?? 0) == OnlyTarget is FaultTarget.Living);

    /// <summary>Whether this id is one of those that are struck.</summary>
    internal bool Holds(long id) => Chance.Draw(id, (int)Kind) < Share;

    private VastEndpoint? OnlyEndpoint => Kind switch
    {
        FaultKind.OddAbsence or FaultKind.LivingDenied => VastEndpoint.Show,
        FaultKind.OfferRefused => VastEndpoint.Create,
        _ => null,
    };

    private FaultTarget OnlyTarget => Kind switch
    {
        FaultKind.OddAbsence => FaultTarget.Gone,
        FaultKind.LivingDenied => FaultTarget.Living,
        _ => Target,
    };
}
