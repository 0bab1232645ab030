using System.Collections.Immutable;

namespace Magister.Fleet;

public sealed partial record FleetState
{
    // However fast instances come and go, what is remembered of them stays small: a journal is never shorter than its fleet.
    private static ImmutableSortedDictionary<long, T> WithRoom<T>(
        ImmutableSortedDictionary<long, T> memory, Func<T, TimeSpan> age, TimeSpan longest, int most)
    {
        var young = memory.RemoveRange(memory.Where(one => age(one.Value) > longest).Select(one => one.Key));
        if (young.Count < most) return young;
        return young.RemoveRange(young.OrderByDescending(one => age(one.Value)).Take(young.Count - most + 1).Select(one => one.Key));
    }

    private static string Shortened(string reason)
    {
        if (reason.Length <= MachineReasonMost) return reason;
        return reason[..(char.IsHighSurrogate(reason[MachineReasonMost - 1]) ? MachineReasonMost - 1 : MachineReasonMost)];
    }
}
