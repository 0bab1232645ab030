using System.Text;
using Magister.Journal.Lines;
using Magister.Journal.Tests.Support;

namespace Magister.Journal.Tests.Damage;

/// <summary>What is refused, and with which words.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void EmptyFile_IsRefused()
    {
        var damaged = Assert.IsType<JournalOpening.Damaged>(JournalBytes.Open([], out var disk));
        Assert.Equal((1L, "the file is empty"), (damaged.Line, damaged.Reason));
        Assert.Empty(disk.Read(FactJournal.FileName));
    }

    [Theory]
    [InlineData("\n", "it is empty")]
    [InlineData("{}\n", "its checksum does not match")]
    [InlineData("{\"seq\":9,\"crc\":\"00000000\"}", "its checksum does not match")]
    [InlineData("{\"seq\":9,\"crc\":\"00000000\"}x", "its checksum does not match")]
    [InlineData("{\"seq\":10,\"at\":\"2026\",\"crc\":\"0", "its checksum does not match")]
    [InlineData("{\"seq\":9,\"at\":\"2026", "it is neither fact 10 nor the beginning of it")]
    [InlineData("{\"seq\":10,\"at\":\"2026\"}", "it is neither fact 10 nor the beginning of it")]
    [InlineData("{\"seq\":10,\"at\":\"2026\",,", "it is neither fact 10 nor the beginning of it")]
    [InlineData("{\"seq\":10,\"at\":\"2026\0\0Z", "it is neither fact 10 nor the beginning of it")]
    [InlineData("x", "it is neither fact 10 nor the beginning of it")]
    [InlineData("\0\0\n", "its checksum does not match")]
    [InlineData("\0\0x", "it is neither fact 10 nor the beginning of it")]
    public void End_ThatNoCrashLeavesBehind_IsRefused(string end, string reason) => AssertDamaged(Encoding.UTF8.GetBytes(end), reason);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Line_LongerThanAny_IsRefused(bool ended) => AssertDamaged(
        [.. Enumerable.Repeat((byte)'x', LineWriter.LongestLine + 1), .. ended ? "\n"u8 : []], "it is longer than 1048576 bytes");

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

    private static void AssertDamaged(ReadOnlySpan<byte> end, string reason)
    {
        var journal = JournalBytes.Of(new FleetStory(6, 2).Take(8));
        byte[] contents = [.. journal.Bytes, .. end];
        var damaged = Assert.IsType<JournalOpening.Damaged>(JournalBytes.Open(contents, out var disk));
        Assert.Equal((journal.States.Count + 1L, reason), (damaged.Line, damaged.Reason));
        Assert.Equal(contents, disk.Read(FactJournal.FileName));
    }
}
