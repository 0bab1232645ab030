using Magister.Journal.Lines;
using Magister.Journal.Tests.Support;

namespace Magister.Journal.Tests.Damage;

/// <summary>A large file is folded whole and in order, and the first of its damaged lines is named.</summary>
public sealed class LargeFileTests
{
    private const int Lines = 3000;

    private static readonly JournalBytes Journal = JournalBytes.Of(new FleetStory(11, 40).Take(Lines));

    [Fact]
    public void Replay_OfAWholeFile_FoldsEveryFact()
    {
        var whole = Assert.IsType<ReplayResult.Whole>(Replay.Read(Journal.Bytes));
        SameState.Assert(Journal.States[^1], whole.State);
    }

    [Fact]
    public void Replay_OfAWholeFile_TellsEveryFactInOrder()
    {
        var told = new List<long>();
        Replay.Read(Journal.Bytes, replayed => told.Add(replayed.Recorded.Sequence));
        Assert.Equal(Enumerable.Range(1, Lines).Select(number => (long)number), told);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1500)]
    [InlineData(2999)]
    public void Replay_OfAFileWithSeveralDamagedLines_NamesTheFirst(int line)
    {
        var contents = (byte[])Journal.Bytes.Clone();
        for (var damaged = line; damaged <= Lines; damaged += 7) contents[Journal.Ends[damaged] - 30] ^= 1;
        Assert.Equal(new ReplayResult.Broken(line + 1, LineSeal.Mismatch), Replay.Read(contents));
    }
}
