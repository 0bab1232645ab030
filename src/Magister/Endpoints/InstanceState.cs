using Magister.Fleet;

namespace Magister.Endpoints;

/// <summary>The state of an instance in one word, since when, and why.</summary>
/// <param name="Word">The word that is shown.</param>
/// <param name="Since">Since when.</param>
/// <param name="Reason">Why; null for good states.</param>
internal sealed record InstanceState(string Word, DateTimeOffset Since, string? Reason)
{
    public const string Booting = "booting";
    public const string Verified = "verified";
    public const string Absent = "absent";
    public const string Unhealthy = "unhealthy";
    public const string Missing = "missing";
    public const string Dropping = "dropping";
    public const string Destroying = "destroying";
    public const string DestroyFailing = "destroy_failing";

    /// <summary>Whether the state alone means that something is wrong, which booting, restarting or ending do not.</summary>
    public static bool IsTrouble(InstanceStatusRow row) => row.State is DestroyFailing or Missing or Unhealthy;

    public static InstanceState Determine(Lease lease) => lease switch
    {
        { Destruction: { FailedAt: not null } destruction } => new(DestroyFailing, destruction.Since, destruction.Reason),
        { Destruction: { } destruction } => new(Destroying, destruction.Since, destruction.Reason),
        { Drop: { } drop } => new(Dropping, drop.At, drop.Reason.Length > 0 ? drop.Reason : "no reason given"),
        { MissingSince: { } missing } => new(Missing, missing, "Vast's list lacks it; requesting it"),
        { IsFailing: true, UnhealthySince: { } unhealthy } => new(Unhealthy, unhealthy, $"Vast says {lease.Status ?? "null"}{(lease.StatusMessage is { } message ? $": {message}" : "")}"),
        { VerifiedAt: not null, Work: null, AbsentSince: { } absent } => new(Absent, absent, "Hierophant does not have its Contemplant"),
        { VerifiedAt: not null, Work: { State: WorkState.Silent } work } => new(WorkText.Describe(lease), work.Since, "its watch is not heard"),
        { VerifiedAt: not null, Work: { IsIdle: true, IdleSince: { } idle } work } => new(WorkText.Describe(lease), idle, $"its Contemplant is {WorkText.Describe(lease)}{(work.LastWords is { } words ? $": {words}" : "")}"),
        { VerifiedAt: not null, Work: { } work } => new(WorkText.Describe(lease), work.Since, null),
        { VerifiedAt: { } verified } => new(Verified, verified, null),
        _ => new(Booting, lease.StartedAt, null),
    };
}
