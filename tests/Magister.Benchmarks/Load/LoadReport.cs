using System.Collections.Immutable;

namespace Magister.Benchmarks.Load;

/// <summary>What a <see cref="CallerLoad"/> saw.</summary>
/// <param name="Milliseconds">How long each answer took, from when its call was due.</param>
/// <param name="MillisecondsLessStolen">The same without the time that the machine's host gave to other guests.</param>
/// <param name="BareMilliseconds">How long the bare handler's answers took, requested at the same moments.</param>
/// <param name="Dropped">The offers whose drop was accepted, each with the time before it was sent.</param>
/// <param name="Verified">The same for verifies.</param>
internal sealed record LoadReport(
    ImmutableArray<double> Milliseconds,
    ImmutableArray<double> MillisecondsLessStolen,
    ImmutableArray<double> BareMilliseconds,
    ImmutableDictionary<long, DateTimeOffset> Dropped,
    ImmutableDictionary<long, DateTimeOffset> Verified);
