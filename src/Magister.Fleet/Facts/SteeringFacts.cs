namespace Magister.Fleet.Facts;

/// <summary>An operator wants nothing new rented. Ends a drain: what is left of the fleet stays.</summary>
public sealed record Paused : Fact;

/// <summary>An operator wants every instance destroyed and nothing new rented.</summary>
public sealed record DrainBegun : Fact;

/// <summary>An operator wants the number kept again.</summary>
public sealed record Resumed : Fact;

/// <summary>An operator wants another number than the configuration's, or that one again.</summary>
/// <param name="NumberInstances">At least 1.</param>
/// <param name="Configured">The configuration's number.</param>
public sealed record Scaled(int NumberInstances, int Configured) : Fact;
