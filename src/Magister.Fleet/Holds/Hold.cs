namespace Magister.Fleet.Holds;

/// <summary>Why nothing is rented. A closed family, the most serious first.</summary>
/// <param name="Reason">Why, in words.</param>
/// <param name="LiftedBy">What ends it, in words.</param>
public abstract record Hold(string Reason, string LiftedBy)
{
    /// <summary>When it ends by itself; null if it does not.</summary>
    public virtual DateTimeOffset? Until => null;

    /// <summary>Magister cannot do its work at all: <c>/readyz</c> says so.</summary>
    public virtual bool MeansNotReady => false;

    /// <summary>Searches continue, as an offer may end it.</summary>
    public bool LetsSearch { get; init; }

    /// <summary>It matters: without it something would be rented, or something is wrong with the whole fleet.</summary>
    public bool IsFelt { get; init; } = true;

    /// <summary>It is told anew only when this changes: a reason that quotes money changes all the time.</summary>
    internal virtual string Topic => Reason;

    /// <summary>There is no complete list from Vast yet.</summary>
    /// <param name="Failure">Why the last list failed; null while the first one is under way.</param>
    public sealed record FirstLook(string? Failure) : Hold(
        Failure is null ? "the first look at Vast is under way" : $"no complete list from Vast yet: {Failure}", "the first complete list")
    {
        public override bool MeansNotReady => true;
    }

    /// <summary>Another Magister leads the fleet.</summary>
    /// <param name="Leader">Null if nobody leads at the moment.</param>
    public sealed record Following(string? Leader) : Hold(
        Leader is null ? "nobody leads this fleet at the moment" : $"{Leader} leads this fleet, and this Magister follows", "taking the lead, once nobody else has it");

    /// <summary>This Magister took over with a configuration other than the one the fleet was led with.</summary>
    public sealed record OtherConfiguration(string Differences) : Hold(
        $"the configuration differs from the one that this fleet was led with: {Differences}; only drops are carried out",
        "the same configuration, or magister resume if this one is meant")
    {
        public override bool MeansNotReady => true;
    }

    /// <summary>Instances of ours were found that the journal does not know: more may appear.</summary>
    public sealed record LostJournal() : Hold(
        "instances of ours were found without a journal of them: more may appear within the consistency window",
        "a complete list taken after the consistency window");

    /// <summary>Something is wrong with the whole fleet at once.</summary>
    public sealed record Alarm(string Reason, string LiftedBy) : Hold(Reason, LiftedBy)
    {
        public override bool MeansNotReady => true;
    }

    /// <summary>Instances lose their labels, one after another.</summary>
    public sealed record ManyReleased(string Reason, DateTimeOffset RentedAgainAt) : Hold(Reason, "fewer such losses in that time")
    {
        public override DateTimeOffset? Until => RentedAgainAt;

        public override bool MeansNotReady => true;
    }

    /// <summary>Magister itself was about to break a promise: a defect.</summary>
    /// <param name="What">What it was about to do.</param>
    public sealed record Broken(string What, DateTimeOffset TriedAgainAt) : Hold($"a defect in Magister: {What}", "the next try")
    {
        public override DateTimeOffset? Until => TriedAgainAt;

        public override bool MeansNotReady => true;
    }

    /// <summary>Vast refused a rent for a reason that applies to every other offer too.</summary>
    public sealed record Refused(string Cause, DateTimeOffset TriedAgainAt, bool IsKeyRefused = false) : Hold(
        IsKeyRefused ? Cause : $"the last rent was refused ({Cause})", IsKeyRefused ? "a key with that right, at the next try" : "the next try")
    {
        public override bool MeansNotReady => IsKeyRefused;

        public override DateTimeOffset? Until => TriedAgainAt;
    }

    /// <summary>Vast repeatedly rents out something other than offered.</summary>
    public sealed record WrongContracts(int Count, DateTimeOffset TriedAgainAt) : Hold(
        $"{Count} instances of the last hour cost more than cost_per_hour, or had another GPU, once they were rented", "the next try")
    {
        public override DateTimeOffset? Until => TriedAgainAt;

        public override bool MeansNotReady => true;
    }

    /// <summary>Several rents in a row failed: one is tried at a time.</summary>
    /// <param name="TriedAgainAt">Null while one is being tried.</param>
    public sealed record Breaker(int Count, string Cause, DateTimeOffset? TriedAgainAt) : Hold(
        $"{Count} rents in a row failed; most likely cause: {Cause}", "an instance that works; one is tried at a time")
    {
        public override DateTimeOffset? Until => TriedAgainAt;

        public override bool MeansNotReady => true;
    }

    /// <summary>The credit is below the floor, or not known yet.</summary>
    /// <param name="KnownBy">Until when to wait for it; null if it is known.</param>
    public sealed record Credit(string Reason, DateTimeOffset? KnownBy) : Hold(
        Reason, KnownBy is null ? "credit above credit_floor" : "Vast's answer about the account")
    {
        public override DateTimeOffset? Until => KnownBy;

        internal override string Topic => LiftedBy;
    }

    /// <summary>One more instance would exceed a budget.</summary>
    /// <param name="PeriodEndsAt">When the day or month of that budget ends; null for an hourly one.</param>
    public sealed record Budget(string Reason, string LiftedBy, DateTimeOffset? PeriodEndsAt) : Hold(Reason, LiftedBy)
    {
        public override DateTimeOffset? Until => PeriodEndsAt;

        internal override string Topic => LiftedBy;

        /// <summary>Living instances are destroyed because of it.</summary>
        public bool Drains { get; init; }
    }

    /// <summary>An operator paused or drained the fleet.</summary>
    public sealed record Operator(string Wish) : Hold($"an operator {Wish}", "magister resume");
}
