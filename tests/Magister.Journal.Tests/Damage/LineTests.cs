using Magister.Journal.Tests.Support;

namespace Magister.Journal.Tests.Damage;

/// <summary>Valid whole lines that are in the wrong place, and other random damage to a file.</summary>
public sealed class LineTests
{
    private const int Sector = 512;

    public static TheoryData<bool> Kinds => [false, true];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Lines_Swapped_AreRefused(bool isCompacted)
    {
        var journal = Journal(isCompacted);
        var lines = journal.Lines();
        for (var one = 0; one < lines.Count; one++)
        {
            for (var other = one + 1; other < lines.Count; other++)
            {
                List<byte[]> swapped = [.. lines];
                (swapped[one], swapped[other]) = (lines[other], lines[one]);
                Judge.CheckRefused(journal, Joined(swapped), $"Lines {one + 1} and {other + 1} swapped");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Line_RepeatedAnywhere_IsRefused(bool isCompacted)
    {
        var journal = Journal(isCompacted);
        var lines = journal.Lines();
        for (var one = 0; one < lines.Count; one++)
        {
            for (var place = 0; place <= lines.Count; place++)
            {
                List<byte[]> repeated = [.. lines];
                repeated.Insert(place, lines[one]);
                Judge.CheckRefused(journal, Joined(repeated), $"Line {one + 1} repeated before line {place + 1}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Lines_LeftOut_AreRefusedUnlessTheyAreTheLast(bool isCompacted)
    {
        var journal = Journal(isCompacted);
        var lines = journal.Lines();
        for (var first = 0; first < lines.Count; first++)
        {
            for (var count = 1; first + count < lines.Count; count++)
            {
                List<byte[]> fewer = [.. lines];
                fewer.RemoveRange(first, count);
                Judge.CheckRefused(journal, Joined(fewer), $"{count} lines left out from line {first + 1} on");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Line_LeftOutBeforeATornOne_IsRefused(bool isCompacted)
    {
        var journal = Journal(isCompacted);
        var before = journal.Bytes.AsSpan(0, journal.Ends[^3]);
        var torn = journal.Bytes.AsSpan(journal.Ends[^2]..^1);
        for (var length = 20; length <= torn.Length; length++)
        {
            Judge.CheckRefused(journal, [.. before, .. torn[..length]], $"The last line but one left out, and {length} bytes of the last");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Sector_OfZerosOrOfAnotherPlace_IsRefused(bool isCompacted)
    {
        var journal = Journal(isCompacted);
        for (var at = 0; at + Sector < journal.Bytes.Length; at += 64)
        {
            var contents = (byte[])journal.Bytes.Clone();
            contents.AsSpan(at, Sector).Clear();
            Judge.CheckRefused(journal, contents, $"A sector of zeros at {at}");
            journal.Bytes.AsSpan((at + Sector) % (contents.Length - Sector), Sector).CopyTo(contents.AsSpan(at));
            Judge.Check(journal, contents, $"Another sector at {at}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Damage_OfSeveralKindsAtRandom_EndsInTheRightStateOrARefusalOfTheFirstLine(bool isCompacted)
    {
        var journal = Journal(isCompacted);
        for (var seed = 0; seed < 10_000; seed++)
        {
            var random = new Random(seed);
            var contents = journal.Bytes;
            var isShortened = false;
            for (var times = random.Next(1, 5); times > 0; times--)
            {
                var kind = random.Next(7);
                isShortened |= kind < 2;
                contents = Damaged(contents, kind, random);
            }

            if (isShortened) Judge.CheckBeginning(journal, contents, $"Seed {seed}");
            else Judge.Check(journal, contents, $"Seed {seed}");
        }
    }

    private static JournalBytes Journal(bool isCompacted) => isCompacted ? JournalBytes.Compacted() : JournalBytes.Short(6, 12);

    private static byte[] Joined(IEnumerable<byte[]> lines) => [.. lines.SelectMany(line => line)];

    private static byte[] Damaged(byte[] contents, int kind, Random random)
    {
        var at = random.Next(contents.Length + 1);
        var length = random.Next(Math.Min(200, contents.Length - at) + 1);
        var (before, part, after) = (contents[..at], contents[at..(at + length)], contents[(at + length)..]);
        var noise = new byte[random.Next(40)];
        random.NextBytes(noise);
        return kind switch
        {
            0 => before,
            1 => [.. before, .. after],
            2 => [.. before, .. part, .. part, .. after],
            3 => [.. before, .. new byte[length], .. after],
            4 => [.. before, .. noise, .. after],
            5 => [.. contents, .. part],
            _ => [.. before, .. part.Reverse(), .. after],
        };
    }
}
