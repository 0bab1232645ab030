namespace Magister.Fleet.Facts;

/// <summary>The watch in an instance reports a new state of its Contemplant.</summary>
/// <param name="State">Never <see cref="WorkState.Silent"/>.</param>
/// <param name="IntervalSecs">How often this instance reports.</param>
/// <param name="Restarts">How often its Contemplant was restarted.</param>
/// <param name="LastWords">The last relevant line of the Contemplant's output; null if none was sent.</param>
public sealed record WorkReported(long InstanceId, WorkState State, double IntervalSecs, int Restarts, string? LastWords) : Fact;

/// <summary>A watch that has reported is no longer heard.</summary>
/// <param name="SilentSecs">For how long.</param>
public sealed record WentSilent(long InstanceId, double SilentSecs) : Fact;

/// <summary>Hierophant's list of Contemplants has lacked a verified instance for too long.</summary>
/// <param name="AbsentSecs">For how long.</param>
public sealed record AbsentFromHierophant(long InstanceId, double AbsentSecs) : Fact;

/// <summary>Hierophant's list of Contemplants has an instance again that it had lacked for too long.</summary>
public sealed record BackAtHierophant(long InstanceId) : Fact;

/// <summary>How many proofs Hierophant's list shows an instance to have completed. Recorded now and then, and before the count is lost.</summary>
/// <param name="Proofs">Since its Contemplant registered: one that registers anew begins at 0.</param>
public sealed record ProofsCounted(long InstanceId, long Proofs) : Fact;

/// <summary>So many rents in a row failed that from now on only one is tried at a time.</summary>
/// <param name="Cause">What they most likely have in common, in words.</param>
public sealed record BreakerOpened(string Cause) : Fact;

/// <summary>The failed rents in a row, carried over by compaction.</summary>
public sealed record FailedRentsKept(FailedRents Failed) : Fact;
