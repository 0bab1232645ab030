namespace Magister.Fleet.Facts;

/// <summary>An operator paused renting. This ends a drain: the remaining instances stay.</summary>
public sealed record Paused(string? By = null) : Fact, IOperatorsWord;

/// <summary>An operator drained the fleet: every instance is destroyed and nothing rented.</summary>
public sealed record DrainBegun(string? By = null) : Fact, IOperatorsWord;

/// <summary>An operator ended a pause or a drain.</summary>
public sealed record Resumed(string? By = null) : Fact, IOperatorsWord;

/// <summary>The configuration was reloaded with changes.</summary>
/// <param name="NumberInstances">The configuration's number from then on.</param>
/// <param name="Changes">The changes in words, without secrets.</param>
public sealed record ConfigurationReloaded(int NumberInstances, string Changes, string? By = null) : Fact, IOperatorsWord;

/// <summary>An operator set a number that overrides the configuration's, or returned to the latter.</summary>
/// <param name="NumberInstances">At least 1.</param>
/// <param name="Configured">The configuration's number.</param>
public sealed record Scaled(int NumberInstances, int Configured, string? By = null) : Fact, IOperatorsWord;
