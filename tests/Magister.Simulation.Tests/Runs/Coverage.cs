using System.Collections.Immutable;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Journal.Lines;
using Magister.Simulation.Tests.Lives;

namespace Magister.Simulation.Tests.Runs;

/// <summary>What must happen at least once over many runs, or they show less than they seem to.</summary>
internal static class Coverage
{
    public static ImmutableArray<string> Wanted { get; } =
    [
        .. Worlds.FaultDraw.Kinds.Concat(Worlds.HeaderDraw.Kinds).Select(kind => $"fault: {kind}"),
        .. Enum.GetNames<CrashMoment>().Select(moment => $"crash: {moment}"),
        .. FactKinds.All.Select(kind => $"fact: {kind.TypeDiscriminator}"),
        .. Enum.GetNames<DestroyCause>().Select(cause => $"destroy: {cause}"),
        .. NamesOf<Notice>().Except([nameof(Notice.PromiseBroken)]).Select(notice => $"notice: {notice}"),
        .. NamesOf<FatalReason>().Select(verdict => $"end: {verdict}"),
        .. NamesOf<EngineCall>().SelectMany(call => new[] { "Done", "Unknown" }.Select(outcome => $"outcome: {call} {outcome}")),
        .. OtherOutcomes().Select(outcome => $"outcome: {outcome}"),
        "births", "forced births", "forced: label given back", "forced: state lost", "forced: denied",
        "forced: destroy of what was given away meanwhile",
        "crash: power cut", "crash: state directory lost", "crash: none: ended as asked", "crash: none: ended by itself",
        "disk: append failed", "disk: compacted", "disk: failing", "disk: full", "disk: torn end repaired", "end: state directory unusable",
        "drop answered: 200", "drop answered: 400", "drop answered: 503", "drop answered: not",
        "verify answered: 200", "verify answered: 503", "verify answered: not",
        "pulse answered: 200", "pulse answered: 410", "pulse answered: 503", "pulse answered: not",
        "network: an exception nobody thought of", "network: no route to host", "network: request lost", "network: answer lost", "refusal: limited", "refusal: down", "refusal: auth_error",
        "mischief: a stray call", "mischief: a tenant comes", "mischief: another Magister rents", "mischief: another program calls",
        "mischief: offers change", "mischief: the credit is used up", "mischief: the key is refused", "mischief: Vast is down (Refuse)",
        "mischief: Vast is down (Unavailable)",
        .. new[] { "deletes", "stops", "starts", "relabels", "relabels back", "sees die", "sees a message of" }.Select(what => $"mischief: an operator {what} an instance"),
        "mischief: an operator drops an instance by hand",
        .. typeof(EngineInput).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(EngineInput.SteeringReceived))).Select(type => type.Name).Select(wish => $"mischief: an operator steers: {wish}"),
        "takeover: after a kill", "takeover: after an orderly end", "takeover: deposed while frozen", "words: kept and delivered",
        "database: away", "database: away for one", "database: Append AnswerLost", "database: Append DoneLater", "database: Append NotDone", "database: Put AnswerLost", "database: TryLead AnswerLost",
        "budget: drained", "budget: drained for a month's", "credit: below the floor", "market: outbid",
        "money: paid", "money: beyond the number, lowered", "money: beyond the number, forced",
    ];

    public static IEnumerable<string> Missing(Worlds.Tally tally) => Wanted.Where(what => tally[what] <= 0);

    private static IEnumerable<string> NamesOf<T>() => typeof(T).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract).Select(type => type.Name);

    private static IEnumerable<string> OtherOutcomes() =>
        new[] { nameof(Outcome<>.Limited), nameof(Outcome<>.Refused), nameof(Outcome<>.Unauthorised) }.SelectMany(outcome => new[] { $"{nameof(EngineCall.Rent)} {outcome}", $"{nameof(EngineCall.Destroy)} {outcome}" });
}
