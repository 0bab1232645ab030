namespace Magister.Fleet.Facts;

/// <summary>The watch in an instance reports another state of its Contemplant than before.</summary>
/// <param name="State">Never <see cref="WorkState.Silent"/>.</param>
/// <param name="IntervalSecs">How often this instance reports.</param>
/// <param name="Restarts">How often its Contemplant was started again.</param>
/// <param name="LastWords">The last telling line of the Contemplant's output; null where none came along.</param>
public sealed record WorkReported(long InstanceId, WorkState State, double IntervalSecs, int Restarts, string? LastWords) : Fact;

/// <summary>A watch that has reported is not heard any more.</summary>
/// <param name="SilentSecs">For how long.</param>
public sealed record WentSilent(long InstanceId, double SilentSecs) : Fact;

/// <summary>Hierophant's list of Contemplants has lacked a verified instance for too long.</summary>
/// <param name="AbsentSecs">For how long.</param>
public sealed record AbsentFromHierophant(long InstanceId, double AbsentSecs) : Fact;

/// <summary>Hierophant's list of Contemplants has an instance again that it had lacked for too long.</summary>
public sealed record BackAtHierophant(long InstanceId) : Fact;

/// <summary>So many rents in a row came to nothing that only one at a time is tried from here on.</summary>
/// <param name="Cause">What they most likely have in common, in words.</param>
public sealed record BreakerOpened(string Cause) : Fact;

/// <summary>The rents in a row that came to nothing, carried over by compaction.</summary>
public sealed record FailedRentsKept(FailedRents Failed) : Fact;
