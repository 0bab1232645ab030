using System.Collections.Immutable;
using Magister.Fleet;
using Magister.Fleet.Holds;
using Magister.Journal;
using Magister.Journal.Shared;

namespace Magister.Running.Sharing;

/// <summary>
/// This Magister's part in a fleet that it shares with others: it follows the leader, passes on what callers tell it, and leads if none
/// else does. Synchronous, only for the loop, so that a simulation runs exactly the same code.
/// </summary>
/// <param name="me">Its sequence is ignored.</param>
/// <param name="lease">How long a leader stays leader without renewing.</param>
/// <param name="known">The fleet as found at the start.</param>
/// <param name="agreement">Returns the settings with which this Magister would lead the fleet, in the form of <see cref="Agreement"/>.</param>
internal sealed class SharedFleet(
    IFleetDatabase database, KeptWords kept, FleetMember me, TimeSpan lease, FleetState known, RecordedEngine engine, Func<IFactJournal, IFactJournal> measured,
    Func<string> agreement, SteadyClock clock, TimeProvider time, ILogger<SharedFleet> log)
{
    /// <summary>How often the leader looks for words, and a follower for the answers to them.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>How often a follower looks for facts while no caller waits.</summary>
    public static readonly TimeSpan FollowEvery = TimeSpan.FromMilliseconds(150);

    /// <summary>The same for a database that does not answer.</summary>
    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(250);

    private const int MaxWords = 1000;
    private const int AttendancesInALease = 3;

    private readonly Inbox inbox = new(kept, time);
    private FleetState known = known;
    private Lead? lead;
    private string? agreed;
    private long? attendedAt;
    private bool hasFailedThisTurn;
    private volatile string? trouble;
    private volatile Standing standing = new(IsLeading: false, me, null, null, 0, [], null);

    /// <summary>Thread-safe to read.</summary>
    public Standing Standing => standing;

    /// <summary>Why the database currently cannot be used; null if it can. Thread-safe to read.</summary>
    public string? Trouble => trouble;

    /// <summary>Whether a call that changes something may be sent now. Thread-safe.</summary>
    public bool MayAct => Volatile.Read(ref lead)?.MayAct is true;

    /// <summary>Takes one step as a follower.</summary>
    /// <param name="letters">What callers said here.</param>
    public FollowStep Follow(IEnumerable<Letter> letters)
    {
        inbox.Take(Configured(letters));
        FollowStep step;
        try
        {
            step = FollowOnce();
        }
        catch (FleetDatabaseException failure)
        {
            step = Unread(failure.Message);
            inbox.Keep(known);
        }

        inbox.Expire();
        return step;
    }

    /// <summary>Begins to lead; must be called once the loop has reported the step that said so.</summary>
    /// <returns>How the configuration differs from the one with which the fleet was last led; null if it does not.</returns>
    public string? Begin()
    {
        var differences = agreed is null ? null : Agreement.Differences(agreed, agreement());
        if (differences is null) Agree();
        return differences;
    }

    /// <summary>The leader's work between two turns: renews its lease.</summary>
    /// <exception cref="LeadershipLostException">Another Magister leads.</exception>
    public void Keep()
    {
        hasFailedThisTurn = false;
        try
        {
            var isRenewed = lead!.RenewIfDue();
            if (engine.IsAgreed && agreed != agreement()) Agree();
            Attend();
            inbox.Deliver(database);
            if (isRenewed) Answers();
        }
        catch (FleetDatabaseException failure)
        {
            Away(failure);
        }

        inbox.Expire();
    }

    /// <summary>What callers told other Magisters, for the leader's next turn.</summary>
    public IEnumerable<Letter> WordsOfOthers()
    {
        // One that just hung would hang again, and the lease goes on running.
        if (hasFailedThisTurn) return [];
        try
        {
            var others = database.Words(MaxWords).Select(LetterOf);
            return [.. AgreesAgain ? [new Letter(new EngineInput.ConfigurationAgreed(), null)] : Array.Empty<Letter>(), .. inbox.TakeUnsaid(), .. others];
        }
        catch (FleetDatabaseException failure)
        {
            Away(failure);
            return [];
        }
    }

    /// <summary>Takes a letter that cannot be recorded now: it is retried, and kept here as long as the database is away.</summary>
    public void Wait(Letter letter) => inbox.Take([letter]);

    /// <summary>Another Magister leads.</summary>
    public void Deposed()
    {
        SharedLog.Deposed(log, lead?.Epoch ?? 0);
        Volatile.Write(ref lead, null);
        standing = standing with { IsLeading = false, Leader = null };
        known = FleetState.Empty;
    }

    /// <summary>At the end: refuses all callers that still wait here.</summary>
    public void SendAway() => inbox.SendAway();

    /// <summary>At the end: spares followers the wait for the lease to end.</summary>
    public void Resign()
    {
        if (lead is not { } mine) return;
        try
        {
            database.Resign(mine.Epoch);
        }
        catch (FleetDatabaseException)
        {
            // It ends by itself.
        }
    }

    private bool AgreesAgain => !engine.IsAgreed && agreed == agreement();

    private FollowStep FollowOnce()
    {
        inbox.Deliver(database);
        inbox.Send(database, known);
        var answers = inbox.Answers(database);
        var look = database.Look(known.LastSequence);
        if (look.Epoch < standing.Epoch) return Unread($"it is at lead {look.Epoch}, but lead {standing.Epoch} was in it");
        return SharedFacts.Read(look, known) switch
        {
            SharedReading.Done read => FollowOnce(look, read, answers),
            SharedReading.Refused refused => Unread(refused.Reason),
            _ => throw new InvalidOperationException("A look at the database was neither read nor refused."),
        };
    }

    private FollowStep FollowOnce(FleetLook look, SharedReading.Done read, ImmutableArray<WordAnswer> answers)
    {
        var isNews = Know(look, read.State) || !read.News.IsEmpty;
        foreach (var answer in answers) inbox.Reply(answer.Id, Words.ReplyIn(answer.Text, engine.View));
        Attend();
        var isTaken = look.LeaseLeft <= TimeSpan.Zero && TakeLead(look.Epoch);
        return new FollowStep(isNews || isTaken ? new Turn { Written = read.News } : null, isTaken, inbox.IsAwaited ? LookEvery : FollowEvery);
    }

    // Returns whether anything about the lead has changed.
    private bool Know(FleetLook look, FleetState state)
    {
        known = state;
        agreed = look.Configuration;
        var leader = look.LeaseLeft > TimeSpan.Zero ? look.Leader : null;
        var isNews = leader?.Name != standing.Leader?.Name || engine.JournalFailure is not null || !engine.IsFollowing;
        if (leader?.Name != standing.Leader?.Name) Tell(leader);
        standing = standing with { Leader = leader, Since = look.LedSince, Epoch = look.Epoch, KnownAt = clock.Now };
        trouble = null;
        engine.Follow(state, Following(leader), null);
        return isNews;
    }

    private static Hold.Following Following(FleetMember? leader) => new(leader?.Name) { IsFelt = false };

    private void Tell(FleetMember? leader)
    {
        if (leader is null) SharedLog.NobodyLeads(log);
        else SharedLog.Follows(log, leader.Name);
    }

    private FollowStep Unread(string reason)
    {
        engine.Follow(known, Following(standing.Leader), $"The journal in {database.Place} cannot be read: {reason}.");
        return new FollowStep(new Turn(), IsLeading: false, RetryEvery);
    }

    // Until the lead is taken, the previous leader may go on writing: only what is read afterwards is complete.
    private bool TakeLead(long epochSeen)
    {
        var asked = LeadMoment.Now(time);
        if (database.TryLead(me with { Sequence = known.LastSequence }, epochSeen, lease) is not { } epoch) return false;
        var whole = database.Look(-1);
        if (SharedFacts.Read(whole, known) is not SharedReading.Done { State: var state }) return false;
        clock.NotBefore(state.LastAt);
        engine.Lead(state, measured(new SharedJournal(database, epoch, SharedFacts.Figures(whole))));
        Volatile.Write(ref lead, new Lead(database, epoch, lease, time, asked));
        standing = standing with { IsLeading = true, Leader = me, Since = whole.LedSince, Epoch = epoch };
        SharedLog.Leads(log, epoch, state.LastSequence);
        return true;
    }

    private void Away(FleetDatabaseException failure)
    {
        hasFailedThisTurn = true;
        if (trouble is null) SharedLog.NotRenewed(log, lead!.RenewedAgo.TotalSeconds, failure.Message);
        trouble = $"The journal in {database.Place} does not answer: {failure.Message}.";
        inbox.Keep(engine.State);
    }

    private void Answers()
    {
        if (trouble is not null) SharedLog.RenewedAgain(log);
        trouble = null;
        standing = standing with { KnownAt = clock.Now };
    }

    private void Agree()
    {
        var mine = agreement();
        try
        {
            if (!database.Agree(lead!.Epoch, mine)) throw new LeadershipLostException();
            agreed = mine;
        }
        catch (FleetDatabaseException)
        {
            // It is retried with the next renewal.
        }
    }

    private void Attend()
    {
        if (attendedAt is { } last && time.GetElapsedTime(last) < lease / AttendancesInALease) return;
        attendedAt = time.GetTimestamp();
        standing = standing with { Others = database.Attend(me with { Sequence = engine.State.LastSequence }, lease) };
    }

    // Each Magister has its own configuration, whoever leads.
    private IEnumerable<Letter> Configured(IEnumerable<Letter> letters)
    {
        foreach (var letter in letters)
        {
            if (letter.Input is not EngineInput.ReloadReceived reload)
            {
                yield return letter;
                continue;
            }

            engine.Configure(reload.Settings);
            letter.Reply?.Invoke(new CallerReply.Steered(engine.View));
        }
    }

    // A word that this program does not know changes nothing, and is answered nevertheless: its sender recognises that by the answer's kind.
    private Letter LetterOf(Word word) => new(
        (Words.InputIn(word.Text) ?? new EngineInput.PulsesHeard([])) with { WordId = word.Id }, reply => inbox.Reply(word.Id, reply));
}

/// <summary>The result of a follower's step.</summary>
/// <param name="Turn">The turn to report; null if there is nothing new.</param>
/// <param name="IsLeading">Whether this Magister leads from now on.</param>
/// <param name="Pause">How long to wait before the next step, unless somebody calls.</param>
internal sealed record FollowStep(Turn? Turn, bool IsLeading, TimeSpan Pause);
