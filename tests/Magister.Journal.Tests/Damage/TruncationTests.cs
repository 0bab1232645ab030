using Magister.Fleet.Facts;
using Magister.Journal.Lines;
using Magister.Journal.Tests.Support;

namespace Magister.Journal.Tests.Damage;

/// <summary>A journal cut short anywhere gives the state of the complete facts before the cut, and reports the repair.</summary>
public sealed class TruncationTests
{
    private static readonly int[] Zeros = [1, 600];

    [Fact]
    public void Truncation_OfARealisticHistoryAnywhere_FoldsAPrefix()
    {
        var journal = JournalBytes.Of(new FleetStory(3, 3).Take(12));
        for (var length = journal.Ends[0]; length <= journal.Bytes.Length; length++) CheckPrefix(journal, length);
    }

    [Fact]
    public void Truncation_OfAHistoryAnywhere_IsMendedAndReported() => CheckMended(JournalBytes.Short(3, 15));

    [Fact]
    public void Truncation_BehindASnapshot_IsMendedAndReported() => CheckMended(JournalBytes.Compacted());

    [Fact]
    public void Truncation_InTheSnapshot_IsRefusedAndChangesNothing()
    {
        var journal = JournalBytes.Compacted();
        for (var length = 0; length < journal.Ends[0] - 1; length++)
        {
            var contents = journal.Bytes.AsSpan(0, length);
            Judge.CheckRefused(journal, contents, $"Truncated to {length} bytes");
            Assert.IsType<JournalOpening.Damaged>(JournalBytes.Open(contents, out var disk));
            Assert.True(contents.SequenceEqual(disk.Read(FactJournal.FileName)));
        }
    }

    [Fact]
    public void Truncation_OfAnyKindOfFactAnywhere_IsMended()
    {
        for (var seed = 0; seed < 3; seed++)
        {
            foreach (var kind in FilledFacts.Kinds)
            {
                var fact = new FilledFacts(new Random(seed), leaveOptionalOut: seed == 0).Make(kind);
                var at = DateTimeOffset.UnixEpoch;
                var journal = JournalBytes.Of([new Recorded(1, at, new Started(1)), new Recorded(2, at, fact)]);
                foreach (var length in Lengths(journal)) CheckPrefix(journal, length);
            }
        }
    }

    [Fact]
    public void Zeros_InPlaceOfWhatWasCutOff_AreMended()
    {
        var journal = JournalBytes.Short(3, 15);
        for (var length = journal.Ends[0]; length < journal.Bytes.Length; length++)
        {
            foreach (var zeros in Zeros.Append(journal.Bytes.Length - length))
            {
                CheckMended(journal, length, [.. journal.Bytes.AsSpan(0, length), .. new byte[zeros]]);
            }
        }
    }

    [Fact]
    public void Zeros_InPlaceOfPartOfTheSnapshot_AreRefused()
    {
        var journal = JournalBytes.Compacted();
        for (var length = 0; length < journal.Ends[0] - 1; length++)
        {
            foreach (var zeros in Zeros)
            {
                Judge.Check(journal, [.. journal.Bytes.AsSpan(0, length), .. new byte[zeros]], $"Zeros from {length} on");
            }
        }
    }

    [Fact]
    public void Zeros_BehindAWholeJournal_AreCutOff()
    {
        var journal = JournalBytes.Of(new FleetStory(6, 2).Take(8));
        var opened = Assert.IsType<JournalOpening.Opened>(JournalBytes.Open([.. journal.Bytes, .. new byte[500]], out var disk));
        SameState.Assert(journal.States[^1], opened.State);
        Assert.Equal((journal.States.Count + 1L, 500L), (opened.Repair!.Line, opened.Repair.BytesCut));
        Assert.Equal(journal.Bytes, disk.Read(FactJournal.FileName));
    }

    private static void CheckPrefix(JournalBytes journal, int length)
    {
        if (Replay.Read(journal.Bytes.AsMemory(0, length)) is ReplayResult.Whole whole
            && SameState.Is(journal.States[journal.FactsWithin(length)], whole.State))
        {
            return;
        }

        Assert.Fail($"Truncated to {length} bytes.");
    }

    private static void CheckMended(JournalBytes journal)
    {
        for (var length = journal.Ends[0]; length <= journal.Bytes.Length; length++) CheckMended(journal, length);
    }

    private static void CheckMended(JournalBytes journal, int length) => CheckMended(journal, length, journal.Bytes[..length]);

    private static void CheckMended(JournalBytes journal, int length, byte[] contents)
    {
        var opening = JournalBytes.Open(contents, out var disk);
        if (opening is not JournalOpening.Opened opened)
        {
            Assert.Fail($"Truncated to {length} bytes: {opening.Message}");
            return;
        }

        var facts = journal.FactsWithin(length);
        Assert.True(SameState.Is(journal.States[facts], opened.State), $"Truncated to {length} bytes.");
        Assert.Equal(journal.Bytes[..journal.Ends[facts]], disk.Read(FactJournal.FileName));
        var lacksOnlyItsBreak = length == journal.Ends[facts] - 1;
        Assert.Equal(lacksOnlyItsBreak ? 0 : contents.Length - journal.Ends[facts], opened.Repair?.BytesCut ?? 0);
        Assert.Equal(contents.Length != journal.Ends[facts] || lacksOnlyItsBreak, opened.Repair is not null);
    }

    // Everywhere in a short line; in a long one at both ends and at some places between.
    private static IEnumerable<int> Lengths(JournalBytes journal)
    {
        var (first, last) = (journal.Ends[1], journal.Bytes.Length);
        for (var length = first; length <= last; length += length - first < 1500 || last - length < 300 ? 1 : 211) yield return length;
    }
}
