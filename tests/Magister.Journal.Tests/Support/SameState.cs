using Magister.Fleet;

namespace Magister.Journal.Tests.Support;

/// <summary>Record equality of a state compares its collections by reference; this compares their contents.</summary>
internal static class SameState
{
    public static bool Is(FleetState one, FleetState other) =>
        one.LastSequence == other.LastSequence && one.LastAt == other.LastAt && one.ToFacts().SequenceEqual(other.ToFacts());

    public static void Assert(FleetState expected, FleetState actual)
    {
        Xunit.Assert.Equal(expected.LastSequence, actual.LastSequence);
        Xunit.Assert.Equal(expected.LastAt, actual.LastAt);
        Xunit.Assert.Equal(expected.ToFacts(), actual.ToFacts());
    }
}
