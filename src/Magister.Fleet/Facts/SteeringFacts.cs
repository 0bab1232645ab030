namespace Magister.Fleet.Facts;

/// <summary>An operator wants nothing new rented. Ends a drain: what is left of the fleet stays.</summary>
public sealed record Paused(string? By = null) : Fact, IOperatorsWord;

/// <summary>An operator wants every instance destroyed and nothing new rented.</summary>
public sealed record DrainBegun(string? By = null) : Fact, IOperatorsWord;

/// <summary>An operator wants the number kept again.</summary>
public sealed record Resumed(string? By = null) : Fact, IOperatorsWord;

/// <summary>An operator had the configuration read again while Magister runs, and it is different.</summary>
/// <param name="NumberInstances">The configuration's number from then on.</param>
/// <param name="Changes">What is different, in words, without any secret.</param>
public sealed record ConfigurationReloaded(int NumberInstances, string Changes, string? By = null) : Fact, IOperatorsWord;

/// <summary>An operator wants another number than the configuration's, or that one again.</summary>
/// <param name="NumberInstances">At least 1.</param>
/// <param name="Configured">The configuration's number.</param>
public sealed record Scaled(int NumberInstances, int Configured, string? By = null) : Fact, IOperatorsWord;
