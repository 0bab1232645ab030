using System.Collections.Immutable;

namespace Magister.Reloading;

/// <summary>The outcome of a reload. A closed family.</summary>
internal abstract record ReloadOutcome
{
    private ReloadOutcome()
    {
    }

    /// <summary>Why nothing has changed, in words; null if that is no failure.</summary>
    public abstract string? WhyNot { get; }

    public virtual ImmutableArray<string> Warnings => [];

    /// <summary>It is in effect.</summary>
    /// <param name="Changes">Each changed setting, in words.</param>
    public sealed record Done(ImmutableArray<string> Changes, ImmutableArray<string> Told) : ReloadOutcome
    {
        public override string? WhyNot => null;

        public override ImmutableArray<string> Warnings => Told;
    }

    /// <summary>Nothing has changed.</summary>
    public sealed record Unchanged(ImmutableArray<string> Told) : ReloadOutcome
    {
        public override string? WhyNot => null;

        public override ImmutableArray<string> Warnings => Told;
    }

    /// <summary>It is invalid, or needs a restart.</summary>
    /// <param name="Problems">Each in one line.</param>
    public sealed record Invalid(ImmutableArray<string> Problems) : ReloadOutcome
    {
        public override string WhyNot => string.Join("; ", Problems);
    }

    /// <summary>It needs confirmation.</summary>
    /// <param name="CostPerHour">USD for the whole fleet then.</param>
    public sealed record ToConfirm(string Question, double CostPerHour) : ReloadOutcome
    {
        public override string WhyNot => $"confirmation required: {Question} Run magister reload to confirm";
    }

    /// <summary>The journal cannot be written.</summary>
    public sealed record NotRecorded : ReloadOutcome
    {
        public override string WhyNot => "the journal cannot be written; try again once it can";
    }
}
