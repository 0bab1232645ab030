using Magister.Journal.Lines;

namespace Magister.Journal.Tests.Support;

/// <summary>
/// Checks whether reading damaged contents ended as it must: in the fold of the facts before the damage, with none of the others recorded
/// after it, or in a refusal that names the line in which the contents first differ from what was written.
/// </summary>
internal static class Judge
{
    public static void Check(JournalBytes journal, ReadOnlySpan<byte> contents, string what) =>
        Refuse(Objection(Replay.Read(contents.ToArray()), journal, contents), what);

    /// <summary>The same for contents that were cut before other damage: what follows the cut does not matter.</summary>
    public static void CheckBeginning(JournalBytes journal, ReadOnlySpan<byte> contents, string what)
    {
        var result = Replay.Read(contents.ToArray());
        var same = contents.CommonPrefixLength(journal.Bytes);
        if (result is ReplayResult.Whole whole) Refuse(ObjectionToState(whole, journal, journal.FactsWithin(same)), what);
        else Refuse(Objection(result, journal, contents), what);
    }

    /// <summary>The same, but only a refusal passes.</summary>
    public static void CheckRefused(JournalBytes journal, ReadOnlySpan<byte> contents, string what)
    {
        var result = Replay.Read(contents.ToArray());
        Refuse(Objection(result, journal, contents) ?? (result is ReplayResult.Broken ? null : "it is not refused"), what);
    }

    private static void Refuse(string? objection, string what)
    {
        if (objection is not null) Assert.Fail($"{what}: {objection}");
    }

    private static string? Objection(ReplayResult result, JournalBytes journal, ReadOnlySpan<byte> contents)
    {
        var same = contents.CommonPrefixLength(journal.Bytes);
        return result switch
        {
            ReplayResult.Broken broken => ObjectionTo(broken, journal, contents, same),
            ReplayResult.Whole whole => ObjectionTo(whole, journal, contents, same),
            _ => "it is taken for a newer journal",
        };
    }

    private static string? ObjectionTo(ReplayResult.Broken broken, JournalBytes journal, ReadOnlySpan<byte> contents, int same)
    {
        var line = contents[..same].Count(LineWriter.LineBreak) + 1L;
        var isCut = same == contents.TrimEnd((byte)0).Length;
        var isCutAtALinesEnd = isCut && same < journal.Bytes.Length && journal.Bytes[same] == LineWriter.LineBreak;
        var due = isCutAtALinesEnd ? line + 1 : line;
        return broken.Line == due ? null : $"line {broken.Line} is refused, not {due}";
    }

    private static string? ObjectionTo(ReplayResult.Whole whole, JournalBytes journal, ReadOnlySpan<byte> contents, int same)
    {
        var facts = journal.FactsWithin(same);
        if (ObjectionToState(whole, journal, facts) is { } objection) return objection;
        var isMoreThere = facts + 1 < journal.Ends.Count && contents.TrimEnd((byte)0).Length >= journal.Ends[facts + 1] - 1;
        if (isMoreThere) return $"only {facts} facts are taken, and more were recorded";
        return whole.Torn is null && contents.Length != journal.Ends[facts] ? "it is repaired, and nothing is said" : null;
    }

    private static string? ObjectionToState(ReplayResult.Whole whole, JournalBytes journal, int facts)
    {
        if (facts < 0) return "it is accepted, though its snapshot is not whole";
        return SameState.Is(journal.States[facts], whole.State) ? null : $"it is not the state after {facts} facts";
    }
}
