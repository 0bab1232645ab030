using System.Text;
using Magister.Fleet;
using Magister.Journal.Lines;
using Magister.Journal.Tests.Support;

namespace Magister.Journal.Tests;

/// <summary>
/// Any truncation and any flipped byte of a valid journal ends in the right state or in a refusal that names the line. Tried at every byte.
/// </summary>
public sealed class DamageTests
{
    private static readonly int[] Flips = [0x01, 0x02, 0x08, 0x20, 0x80, 0xff, 0x28];

    [Fact]
    public void Truncation_OfARealisticHistoryAnywhere_FoldsAPrefix()
    {
        var journal = JournalBytes.Of(new FleetStory(3, 3).Take(12));
        var bytes = journal.Bytes;
        for (var length = journal.Ends[0]; length <= bytes.Length; length++)
        {
            var whole = Assert.IsType<ReplayResult.Whole>(Replay.Of(bytes.AsSpan(0, length)));
            if (!SameState.Is(journal.States[Facts(journal, length)], whole.State)) Assert.Fail($"Truncated to {length} bytes.");
        }
    }

    [Fact]
    public void Truncation_OfAHistoryAnywhere_IsMendedAndReported()
    {
        var journal = JournalBytes.Of(ShortStory(3, 3).Take(15));
        for (var length = journal.Ends[0]; length <= journal.Bytes.Length; length++) CheckTruncation(journal, length);
    }

    [Fact]
    public void Truncation_BehindASnapshot_IsMendedAndReported()
    {
        var journal = Compacted(out _);
        for (var length = journal.Ends[0]; length <= journal.Bytes.Length; length++) CheckTruncation(journal, length);
    }

    [Fact]
    public void Truncation_InTheSnapshot_IsRefusedAndChangesNothing()
    {
        var journal = Compacted(out var snapshotLines);
        for (var length = 1; length < journal.Ends[0] - 1; length++)
        {
            var contents = journal.Bytes.AsSpan(0, length);
            var damaged = Assert.IsType<JournalOpening.Damaged>(JournalBytes.Open(contents, out var disk));
            var lacksOnlyItsBreak = journal.Bytes[length] == LineWriter.LineBreak;
            Assert.Equal(contents.Count(LineWriter.LineBreak) + (lacksOnlyItsBreak ? 2 : 1), damaged.Line);
            Assert.InRange(damaged.Line, 1, snapshotLines + 1);
            Assert.True(contents.SequenceEqual(disk.Read(FactJournal.FileName)));
        }
    }

    [Fact]
    public void Truncation_ToNothing_CountsAsNew()
    {
        var opened = Assert.IsType<JournalOpening.Opened>(JournalBytes.Open([], out _));
        SameState.Assert(FleetState.Empty, opened.State);
        Assert.Null(opened.Repair);
    }

    [Fact]
    public void Flip_OfAnyByteOfAHistory_EndsInTheFullFoldOrARefusalOfThatLine() =>
        CheckFlips(JournalBytes.Of(ShortStory(4, 2).Take(16)), Flips);

    [Fact]
    public void Flip_OfAnyByteOfASnapshot_EndsInTheFullFoldOrARefusalOfThatLine() => CheckFlips(Compacted(out _), Flips);

    [Fact]
    public void Flip_OfAnyByteIntoAnyOther_EndsInTheFullFoldOrARefusalOfThatLine() =>
        CheckFlips(JournalBytes.Of(ShortStory(5, 1).Take(3)), [.. Enumerable.Range(1, 255)]);

    [Fact]
    public void TornEnd_OfZeros_IsCutOff()
    {
        var journal = JournalBytes.Of(new FleetStory(6, 2).Take(8));
        var opened = Assert.IsType<JournalOpening.Opened>(JournalBytes.Open([.. journal.Bytes, .. new byte[500]], out var disk));
        SameState.Assert(journal.States[^1], opened.State);
        Assert.Equal((journal.States.Count + 1L, 500L), (opened.Repair!.Line, opened.Repair.BytesCut));
        Assert.Equal(journal.Bytes, disk.Read(FactJournal.FileName));
    }

    [Theory]
    [InlineData("\n", "it is empty")]
    [InlineData("{}\n", "its checksum does not match")]
    [InlineData("{\"seq\":9,\"crc\":\"00000000\"}", "its checksum does not match")]
    [InlineData("{\"seq\":9,\"crc\":\"00000000\"}x", "its checksum does not match")]
    public void End_ThatNoCrashLeavesBehind_IsRefused(string end, string reason) => AssertDamaged(Encoding.UTF8.GetBytes(end), reason);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Line_LongerThanAny_IsRefused(bool ended) => AssertDamaged(
        [.. Enumerable.Repeat((byte)'x', LineWriter.LongestLine + 1), .. ended ? "\n"u8 : []], "it is longer than 1048576 bytes");

    [Fact]
    public void Line_RepeatedOrLeftOut_IsRefused()
    {
        var journal = JournalBytes.Of(new FleetStory(6, 2).Take(8));
        var before = journal.Bytes.AsSpan(0, journal.Ends[3]);
        var line = journal.Bytes.AsSpan(journal.Ends[3]..journal.Ends[4]);
        var after = journal.Bytes.AsSpan(journal.Ends[4]);

        var repeated = Assert.IsType<JournalOpening.Damaged>(JournalBytes.Open([.. before, .. line, .. line, .. after], out _));
        Assert.Equal((6L, "it has the number 4 where 5 is due"), (repeated.Line, repeated.Reason));
        var leftOut = Assert.IsType<JournalOpening.Damaged>(JournalBytes.Open([.. before, .. after], out _));
        Assert.Equal((5L, "it has the number 5 where 4 is due"), (leftOut.Line, leftOut.Reason));
    }

    [Fact]
    public void Message_OfDamage_SaysWhatWhereAndWhatToDo()
    {
        var journal = JournalBytes.Of(new FleetStory(6, 2).Take(8));
        var message = JournalBytes.Open([.. journal.Bytes, .. "\n"u8], out _).Message;
        Assert.Equal(
            "The journal /state/journal.jsonl is damaged in line 11: it is empty. Nothing was changed. Put an undamaged copy in its place, "
            + "or move it away: Magister then takes over its instances from Vast's list.",
            message);
    }

    [Theory]
    [InlineData("""{"journal":"magister","version":2,"somethingNew":[]""")]
    [InlineData("""{"journal":"magister","version":12345678901""")]
    public void Header_OfANewerFormat_IsRefusedAsSuch(string header)
    {
        var newer = Assert.IsType<JournalOpening.Newer>(JournalBytes.Open(Sealed(header), out _));
        Assert.EndsWith("Run the newer Magister that wrote it.", newer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"journal":"magister","version":0,"sequence":0,"kept":0""")]
    [InlineData("""{"journal":"magister","version":1,"sequence":0,"kept":-1""")]
    [InlineData("""{"journal":"magister","version":1,"sequence":0""")]
    [InlineData("""{"journal":"hierophant","version":1,"sequence":0,"kept":0""")]
    [InlineData("""{"journal":"magister","version":"1","sequence":0,"kept":0""")]
    [InlineData("""{"seq":1,"at":"2026-11-21T03:24:37Z","fact":{"kind":"Started","numberInstances":1}""")]
    [InlineData("""[1""")]
    public void Header_ThatIsNone_IsRefused(string header) =>
        Assert.Equal(1, Assert.IsType<JournalOpening.Damaged>(JournalBytes.Open(Sealed(header), out _)).Line);

    private static byte[] Sealed(string body)
    {
        var seal = new byte[LineSeal.Length];
        LineSeal.Write(Encoding.UTF8.GetBytes(body), seal);
        return [.. Encoding.UTF8.GetBytes(body), .. seal, .. "\n"u8];
    }

    private static JournalBytes Compacted(out int snapshotLines)
    {
        var story = ShortStory(7, 2);
        story.Take(60);
        var snapshot = story.State;
        snapshotLines = snapshot.ToFacts().Count() + 1;
        return JournalBytes.From(snapshot, story.Take(6));
    }

    private static void AssertDamaged(ReadOnlySpan<byte> end, string reason)
    {
        var journal = JournalBytes.Of(new FleetStory(6, 2).Take(8));
        byte[] contents = [.. journal.Bytes, .. end];
        var damaged = Assert.IsType<JournalOpening.Damaged>(JournalBytes.Open(contents, out var disk));
        Assert.Equal((journal.States.Count + 1L, reason), (damaged.Line, damaged.Reason));
        Assert.Equal(contents, disk.Read(FactJournal.FileName));
    }

    private static FleetStory ShortStory(int seed, int number) => new(seed, number) { OffersAreShort = true };

    private static int Facts(JournalBytes journal, int length) => journal.Ends.FindLastIndex(end => end - 1 <= length);

    private static void CheckTruncation(JournalBytes journal, int length)
    {
        var opened = Assert.IsType<JournalOpening.Opened>(JournalBytes.Open(journal.Bytes.AsSpan(0, length), out var disk));
        var facts = Facts(journal, length);
        Assert.True(SameState.Is(journal.States[facts], opened.State), $"Truncated to {length} bytes.");
        Assert.Equal(journal.Bytes[..journal.Ends[facts]], disk.Read(FactJournal.FileName));
        Assert.Equal(Math.Max(0, length - journal.Ends[facts]), opened.Repair?.BytesCut ?? 0);
        Assert.Equal(length != journal.Ends[facts], opened.Repair is not null);
    }

    private static void CheckFlips(JournalBytes journal, int[] flips)
    {
        var contents = (byte[])journal.Bytes.Clone();
        for (var at = 0; at < contents.Length; at++)
        {
            long line = contents.AsSpan(0, at).Count(LineWriter.LineBreak) + 1;
            foreach (var flip in flips)
            {
                contents[at] ^= (byte)flip;
                if (at == contents.Length - 1) CheckMended(journal, contents);
                else if (!IsRefused(contents, line)) Assert.Fail($"Byte {at} flipped by {flip} went unseen, or was seen in another line.");
                if (at % 5 == 0 && flip == flips[0]) CheckUnchanged(contents, mended: at == contents.Length - 1);
                contents[at] ^= (byte)flip;
            }
        }
    }

    private static bool IsRefused(byte[] contents, long line) => Replay.Of(contents) is ReplayResult.Broken broken && broken.Line == line;

    private static void CheckMended(JournalBytes journal, byte[] contents)
    {
        var opened = Assert.IsType<JournalOpening.Opened>(JournalBytes.Open(contents, out var disk));
        Assert.Equal(0, opened.Repair!.BytesCut);
        Assert.True(SameState.Is(journal.States[^1], opened.State));
        Assert.Equal(journal.Bytes, disk.Read(FactJournal.FileName));
    }

    private static void CheckUnchanged(byte[] contents, bool mended)
    {
        var opening = JournalBytes.Open(contents, out var disk);
        Assert.Equal(mended, opening is JournalOpening.Opened);
        Assert.Equal(!mended, contents.AsSpan().SequenceEqual(disk.Read(FactJournal.FileName)));
    }
}
