using Magister.Journal;

namespace Magister.Benchmarks.Measurements;

/// <summary>A journal as a run leaves it: every instance rented and verified, one after another.</summary>
internal static class JournalOfLeases
{
    public static void Write(string directory, int number)
    {
        if (FactJournal.Open(directory) is not JournalOpening.Opened opened) throw new IOException($"No journal can be made in {directory}");
        using var journal = opened.Journal;
        journal.Append(Specimens.Recorded(Specimens.Rentals(number)));
    }
}
