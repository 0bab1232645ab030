namespace Magister.Benchmarks.Rows;

/// <summary>The result of one run for one row.</summary>
/// <param name="What">The row's name.</param>
/// <param name="Value">In the row's unit; null if there is none.</param>
/// <param name="Reference">The reference's value in the same turn.</param>
/// <param name="Note">Why there is no value.</param>
/// <param name="IsFailure">Whether there should have been one.</param>
internal sealed record Reading(string What, double? Value, double? Reference = null, string? Note = null, bool IsFailure = false)
{
    /// <summary>The program does not offer this, which is not a failure.</summary>
    public static Reading NotOffered(string what) => new(what, null, Note: "not offered");

    public static Reading Failed(string what, string why) => new(what, null, Note: why, IsFailure: true);
}
