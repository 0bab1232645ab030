using System.Collections.Immutable;

namespace Magister.Benchmarks.Load;

/// <summary>What a <see cref="CallerLoad"/> saw.</summary>
/// <param name="Milliseconds">How long each answer took, from the moment at which its call was due.</param>
/// <param name="MillisecondsLessStolen">The same without what the machine's host took for others meanwhile.</param>
/// <param name="BareMilliseconds">How long the bare handler's answers took, which were asked for at the same moments.</param>
/// <param name="Dropped">The offers whose drop was accepted, with the moment before it was sent.</param>
/// <param name="Verified">The same of verifies.</param>
internal sealed record LoadReport(
    ImmutableArray<double> Milliseconds,
    ImmutableArray<double> MillisecondsLessStolen,
    ImmutableArray<double> BareMilliseconds,
    ImmutableDictionary<long, DateTimeOffset> Dropped,
    ImmutableDictionary<long, DateTimeOffset> Verified);
