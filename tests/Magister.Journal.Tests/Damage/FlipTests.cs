using Magister.Journal.Lines;
using Magister.Journal.Tests.Support;

namespace Magister.Journal.Tests.Damage;

/// <summary>
/// A journal with a wrong byte is refused at that byte's line, except for the very last line break, which is restored.
/// </summary>
public sealed class FlipTests
{
    private static readonly int[] All = [.. Enumerable.Range(1, 255)];
    private static readonly int[] Bits = [.. Enumerable.Range(0, 8).Select(bit => 1 << bit)];

    [Fact]
    public void Flip_OfAnyByteIntoAnyOther_EndsInTheFullFoldOrARefusalOfThatLine() => CheckFlips(JournalBytes.Short(5, 3), All);

    [Fact]
    public void Flip_OfAnyBitOfAHistory_EndsInTheFullFoldOrARefusalOfThatLine() => CheckFlips(JournalBytes.Short(4, 16), Bits);

    [Fact]
    public void Flip_OfAnyBitOfASnapshot_EndsInTheFullFoldOrARefusalOfThatLine() => CheckFlips(JournalBytes.Compacted(), Bits);

    [Fact]
    public void Flip_OfAnyByte_ChangesNothingOnDiskUnlessItIsMended()
    {
        var journal = JournalBytes.Compacted();
        var contents = (byte[])journal.Bytes.Clone();
        for (var at = 0; at < contents.Length; at++)
        {
            contents[at] ^= (byte)Bits[at % 8];
            var opening = JournalBytes.Open(contents, out var disk);
            Assert.Equal(at == contents.Length - 1, opening is JournalOpening.Opened);
            Assert.Equal(opening is JournalOpening.Opened ? journal.Bytes : contents, disk.Read(FactJournal.FileName));
            contents[at] ^= (byte)Bits[at % 8];
        }
    }

    // Without its line break, the last line could be mistaken for an incomplete one, and a fact would be silently lost.
    [Fact]
    public void Flips_OfTheLastLineBreakAndAnotherByteOfItsLine_AreRefused()
    {
        var journal = JournalBytes.Short(5, 2);
        var contents = (byte[])journal.Bytes.Clone();
        foreach (var flip in (int[])[LineWriter.LineBreak, LineWriter.LineBreak ^ '"', LineWriter.LineBreak ^ '}', 1])
        {
            contents[^1] ^= (byte)flip;
            for (var at = journal.Ends[^2]; at < contents.Length - 1; at++)
            {
                foreach (var other in All)
                {
                    contents[at] ^= (byte)other;

                    // Two zeros at the end are what a crash may leave.
                    if (contents is [.., 0, 0]) Judge.Check(journal, contents, "Two zeros");
                    else Judge.CheckRefused(journal, contents, $"Byte {at} flipped by {other} and the last line break by {flip}");
                    contents[at] ^= (byte)other;
                }
            }

            contents[^1] ^= (byte)flip;
        }
    }

    [Fact]
    public void Flips_OfTwoBytes_EndInTheFullFoldOrARefusalOfTheFirstLine()
    {
        var random = new Random(2);
        foreach (var journal in (JournalBytes[])[JournalBytes.Short(4, 10), JournalBytes.Compacted()])
        {
            for (var i = 0; i < 10_000; i++)
            {
                var contents = (byte[])journal.Bytes.Clone();
                contents[random.Next(contents.Length)] ^= (byte)random.Next(1, 256);
                contents[random.Next(contents.Length)] ^= (byte)random.Next(1, 256);
                Judge.Check(journal, contents, $"Pair {i}");
            }
        }
    }

    [Fact]
    public void Flip_OfAnyByteOfATruncatedJournal_LosesNoWholeLine()
    {
        var journal = JournalBytes.Short(5, 3);
        for (var length = journal.Ends[^2] - 3; length < journal.Bytes.Length; length++)
        {
            var contents = journal.Bytes[..length];
            for (var at = journal.Ends[^3]; at < length; at++)
            {
                contents[at] ^= (byte)Bits[(at + length) % 8];
                Judge.Check(journal, contents, $"Truncated to {length} bytes, byte {at} flipped");
                contents[at] ^= (byte)Bits[(at + length) % 8];
            }
        }
    }

    private static void CheckFlips(JournalBytes journal, int[] flips)
    {
        var contents = (byte[])journal.Bytes.Clone();
        for (var at = 0; at < contents.Length; at++)
        {
            foreach (var flip in flips)
            {
                contents[at] ^= (byte)flip;
                if (at < contents.Length - 1) Judge.CheckRefused(journal, contents, $"Byte {at} flipped by {flip}");
                else CheckMended(journal, contents);
                contents[at] ^= (byte)flip;
            }
        }
    }

    private static void CheckMended(JournalBytes journal, byte[] contents)
    {
        var opened = Assert.IsType<JournalOpening.Opened>(JournalBytes.Open(contents, out var disk));
        Assert.Equal(0, opened.Repair!.BytesCut);
        Assert.True(SameState.Is(journal.States[^1], opened.State));
        Assert.Equal(journal.Bytes, disk.Read(FactJournal.FileName));
    }
}
