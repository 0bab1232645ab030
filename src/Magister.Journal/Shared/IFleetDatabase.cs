using System.Collections.Immutable;

namespace Magister.Journal.Shared;

/// <summary>
/// One fleet in a database that several Magisters share, as narrow as they need it: its facts, who leads, and the words that callers gave
/// to those who do not. Every call is one transaction and uses the database's clock. Not for several threads at once.
/// </summary>
/// <remarks>
/// Every call may throw a <see cref="FleetDatabaseException"/>: then it is not known whether what it was to change is changed, now or a
/// moment later.
/// </remarks>
public interface IFleetDatabase : IDisposable
{
    /// <summary>Where it is, for people: without user and password.</summary>
    string Place { get; }

    /// <summary>Reads how the fleet stands and the facts that are new, at one moment.</summary>
    /// <param name="after">The number of the last fact known; -1 for none.</param>
    FleetLook Look(long after);

    /// <summary>Takes the lead if the epoch is still the one that was seen and its lease has ended, or was never given.</summary>
    /// <param name="candidate">Who would lead.</param>
    /// <param name="epochSeen">The epoch that is to end.</param>
    /// <param name="lease">How long the lead lasts, from the moment at which it is taken, unless renewed.</param>
    /// <returns>The new epoch, which is larger than every one before; null if somebody else was quicker.</returns>
    long? TryLead(FleetMember candidate, long epochSeen, TimeSpan lease);

    /// <summary>Makes the lease last that long from now on, also when it has ended and nobody has taken the lead since.</summary>
    /// <returns>False if the epoch is over.</returns>
    bool Renew(long epoch, TimeSpan lease);

    /// <summary>Ends the lease at once, so that nobody has to wait for its end. Does nothing when the epoch is over.</summary>
    void Resign(long epoch);

    /// <summary>Keeps what a successor's configuration is compared with.</summary>
    /// <returns>False if the epoch is over.</returns>
    bool Agree(long epoch, string configuration);

    /// <summary>Adds facts and answers to words, all or nothing.</summary>
    /// <param name="epoch">Must be the fleet's.</param>
    /// <param name="after">Must be the number of the fleet's last fact.</param>
    /// <param name="lines">The facts as <see cref="Lines.LineWriter"/> writes them, without line breaks; may be empty.</param>
    /// <param name="answers">To words that were put; one that has an answer already keeps that.</param>
    AppendResult Append(long epoch, long after, IReadOnlyList<string> lines, IReadOnlyList<WordAnswer> answers);

    /// <summary>Puts a snapshot in the place of the facts that it stands for.</summary>
    /// <param name="epoch">Must be the fleet's.</param>
    /// <param name="upTo">The number of the last fact that it stands for; must be the number of the fleet's last fact.</param>
    /// <param name="header">Its header line.</param>
    /// <param name="lines">Its facts, whose numbers end with <paramref name="upTo"/>.</param>
    AppendResult Compact(long epoch, long upTo, string header, IReadOnlyList<string> lines);

    /// <summary>Keeps words for the leader, in this order.</summary>
    /// <returns>Their numbers.</returns>
    ImmutableArray<long> Put(IReadOnlyList<string> words);

    /// <summary>The words without an answer, in the order of their numbers.</summary>
    ImmutableArray<Word> Words(int atMost);

    /// <summary>Those of these words that have an answer.</summary>
    ImmutableArray<WordAnswer> Answers(IReadOnlyList<long> ids);

    /// <summary>Says that somebody is here, forgets words that were answered more than a minute ago, and tells who else was here lately.</summary>
    ImmutableArray<FleetMember> Attend(FleetMember member, TimeSpan within);
}

/// <summary>How a fleet stands at one moment.</summary>
/// <param name="Epoch">The number of the present lead; 0 when there was none yet.</param>
/// <param name="Leader">Who led last; null when nobody did.</param>
/// <param name="LedSince">Since when.</param>
/// <param name="LeaseLeft">How long the lease still lasts; zero when it has ended.</param>
/// <param name="LastSequence">The number of the last fact.</param>
/// <param name="SnapshotSequence">The number of the last fact that the snapshot stands for; 0 without one.</param>
/// <param name="Header">The header line; null before the first snapshot: then it would be that of an empty journal.</param>
/// <param name="Configuration">What the leader last agreed to; null for nothing.</param>
/// <param name="IsWhole">
/// <paramref name="Lines"/> are all lines, those of the snapshot included, since some that were asked for are in it; else they are those after
/// the number that was asked for.
/// </param>
/// <param name="Lines">Without line breaks, in order.</param>
public sealed record FleetLook(
    long Epoch, FleetMember? Leader, DateTimeOffset? LedSince, TimeSpan LeaseLeft, long LastSequence, long SnapshotSequence, string? Header,
    string? Configuration, bool IsWhole, ImmutableArray<string> Lines);

/// <summary>A Magister that takes part in a fleet.</summary>
/// <param name="Name">Different for each process.</param>
/// <param name="Address">How it can be reached, for people.</param>
/// <param name="Sequence">The number of the last fact that it knows.</param>
public sealed record FleetMember(string Name, string Address, long Sequence);

/// <summary>What a caller said to a Magister that does not lead.</summary>
public readonly record struct Word(long Id, string Text);

/// <summary>What the leader made of it.</summary>
public readonly record struct WordAnswer(long Id, string Text);

/// <summary>How adding facts ended when the database answered.</summary>
public enum AppendResult
{
    Done,

    /// <summary>The epoch is over: nothing was added.</summary>
    Deposed,

    /// <summary>The last fact has another number: nothing was added.</summary>
    OutOfTurn,
}
