namespace Magister.Fleet.Facts;

/// <summary>
/// Something that happened and was written down. Facts are all that survives a restart: the fleet is their fold and nothing else.
/// </summary>
public abstract record Fact
{
    private protected Fact()
    {
    }
}

/// <summary>A fact with its place in the journal.</summary>
/// <param name="Sequence">Counts from 1, the first fact ever recorded.</param>
/// <param name="At">When it was recorded. Never earlier than the fact before it.</param>
/// <param name="Fact">What happened.</param>
public sealed record Recorded(long Sequence, DateTimeOffset At, Fact Fact);

/// <summary>
/// A Magister began to run. Calls that were under way when the one before it ended have lost their answers: rents become uncertain,
/// destroys are sent again.
/// </summary>
/// <param name="NumberInstances">The number that this run keeps alive.</param>
public sealed record Started(int NumberInstances) : Fact;

/// <summary>
/// Vast reported the account's credit, requested while every instance is stopped, or an interruptible one: it shows whether that is for lack
/// of credit, or because somebody bid more.
/// </summary>
/// <param name="Credit">USD.</param>
/// <param name="CanPay">Whether instances can run at all.</param>
public sealed record AccountChecked(double Credit, bool CanPay) : Fact;
