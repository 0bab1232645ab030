using System.Collections.Immutable;

namespace Magister.Journal.Shared;

/// <summary>
/// One fleet in a database that several Magisters share, as narrow as they need it: its facts, who leads, and the words that callers gave
/// to those that do not. Every change is one transaction, by the database's clock. Not thread-safe.
/// </summary>
/// <remarks>
/// Every call may throw a <see cref="FleetDatabaseException"/>: then it is unknown whether its change has been made, or will be a moment
/// later.
/// </remarks>
public interface IFleetDatabase : IDisposable
{
    /// <summary>Where it is, for people: without user and password.</summary>
    string Place { get; }

    /// <summary>Reads the standing of the fleet and the new facts, at one moment.</summary>
    /// <param name="after">The number of the last fact known; -1 for none.</param>
    FleetLook Look(long after);

    /// <summary>Takes the lead if the epoch is still the one that was seen and its lease has ended, or was never given.</summary>
    /// <param name="candidate">The member that would lead.</param>
    /// <param name="epochSeen">The epoch to end.</param>
    /// <param name="lease">How long the lead lasts, from the moment at which it is taken, unless renewed.</param>
    /// <returns>The new epoch, which is larger than every one before; null if somebody else was quicker.</returns>
    long? TryLead(FleetMember candidate, long epochSeen, TimeSpan lease);

    /// <summary>Makes the lease last that long from now on, even if it has ended and nobody has taken the lead since.</summary>
    /// <returns>False if the epoch is over.</returns>
    bool Renew(long epoch, TimeSpan lease);

    /// <summary>Ends the lease immediately, so that nobody has to wait for its end. Does nothing if the epoch is over.</summary>
    void Resign(long epoch);

    /// <summary>Stores the configuration that a successor's is compared with.</summary>
    /// <returns>False if the epoch is over.</returns>
    bool Agree(long epoch, string configuration);

    /// <summary>Adds facts and answers to words, all or nothing.</summary>
    /// <param name="epoch">Must be the fleet's.</param>
    /// <param name="after">Must be the number of the fleet's last fact.</param>
    /// <param name="lines">The facts as <see cref="Lines.LineWriter"/> writes them, without line breaks; may be empty.</param>
    /// <param name="answers">Answers to words that were put; a word that has one already keeps it.</param>
    AppendResult Append(long epoch, long after, IReadOnlyList<string> lines, IReadOnlyList<WordAnswer> answers);

    /// <summary>Replaces facts with the snapshot that stands for them.</summary>
    /// <param name="epoch">Must be the fleet's.</param>
    /// <param name="upTo">The number of the last fact that it stands for; must be the number of the fleet's last fact.</param>
    /// <param name="header">Its header line.</param>
    /// <param name="lines">Its facts, whose numbers end with <paramref name="upTo"/>.</param>
    AppendResult Compact(long epoch, long upTo, string header, IReadOnlyList<string> lines);

    /// <summary>Stores words for the leader, in this order.</summary>
    /// <returns>Their numbers.</returns>
    ImmutableArray<long> Put(IReadOnlyList<string> words);

    /// <summary>The words without an answer, in the order of their numbers.</summary>
    ImmutableArray<Word> Words(int atMost);

    /// <summary>The answers to those of these words that have one.</summary>
    ImmutableArray<WordAnswer> Answers(IReadOnlyList<long> ids);

    /// <summary>Announces a member, forgets words answered more than a minute ago, and returns the other members seen lately.</summary>
    ImmutableArray<FleetMember> Attend(FleetMember member, TimeSpan within);
}

/// <summary>The standing of a fleet at one moment.</summary>
/// <param name="Epoch">The number of the current lead; 0 if there was none yet.</param>
/// <param name="Leader">The last leader; null if there was none.</param>
/// <param name="LedSince">Since when it has led.</param>
/// <param name="LeaseLeft">How long the lease still lasts; zero if it has ended.</param>
/// <param name="LastSequence">The number of the last fact.</param>
/// <param name="SnapshotSequence">The number of the last fact that the snapshot stands for; 0 without one.</param>
/// <param name="Header">The header line; null before the first snapshot, when it would be that of an empty journal.</param>
/// <param name="Configuration">The configuration that the leader last agreed to; null for none.</param>
/// <param name="IsWhole">
/// <paramref name="Lines"/> are all lines, those of the snapshot included, since some of the requested ones are in it; else they are those
/// after the requested number.
/// </param>
/// <param name="Lines">Without line breaks, in order.</param>
public sealed record FleetLook(
    long Epoch, FleetMember? Leader, DateTimeOffset? LedSince, TimeSpan LeaseLeft, long LastSequence, long SnapshotSequence, string? Header,
    string? Configuration, bool IsWhole, ImmutableArray<string> Lines);

/// <summary>A Magister that belongs to a fleet.</summary>
/// <param name="Name">Different for each process.</param>
/// <param name="Address">How it can be reached, for people.</param>
/// <param name="Sequence">The number of the last fact that it knows.</param>
public sealed record FleetMember(string Name, string Address, long Sequence);

/// <summary>A caller's request to a Magister that does not lead.</summary>
public readonly record struct Word(long Id, string Text);

/// <summary>The leader's answer to a word.</summary>
public readonly record struct WordAnswer(long Id, string Text);

/// <summary>How adding facts ended when the database answered.</summary>
public enum AppendResult
{
    Done,

    /// <summary>The epoch is over: nothing was added.</summary>
    Deposed,

    /// <summary>The last fact has a different number: nothing was added.</summary>
    OutOfTurn,
}
