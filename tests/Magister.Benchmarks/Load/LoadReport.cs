using System.Collections.Immutable;

namespace Magister.Benchmarks.Load;

/// <summary>What a <see cref="CallerLoad"/> saw.</summary>
/// <param name="Milliseconds">How long each answer took, from the moment at which its call was due.</param>
/// <param name="LateMilliseconds">How late the calls of each tick were begun, which is the caller's own doing.</param>
/// <param name="Dropped">The offers whose drop was accepted, with the moment before it was sent.</param>
/// <param name="Verified">The same of verifies.</param>
internal sealed record LoadReport(
    ImmutableArray<double> Milliseconds,
    ImmutableArray<double> LateMilliseconds,
    ImmutableDictionary<long, DateTimeOffset> Dropped,
    ImmutableDictionary<long, DateTimeOffset> Verified);
