using System.Buffers.Binary;
using Magister.Journal;

namespace Magister.History;

/// <summary>
/// The week on disk: a header and, for each minute, a record of fixed size at a fixed place, so that the file never grows and a minute is one
/// small write. Nothing depends on it: what cannot be read is left out, what cannot be written is missing after the next start.
/// </summary>
internal sealed class HistoryFile(string stateDirectory)
{
    private const int HeaderBytes = 16;
    private const int RecordBytes = 36;
    private const int SealedBytes = RecordBytes - sizeof(uint);
    private const int FileBytes = HeaderBytes + (FleetHistory.MaxMinutes * RecordBytes);

    private readonly string path = Path.Combine(stateDirectory, "history.bin");

    // The digit is the version of the format.
    private static ReadOnlySpan<byte> Header => "MagisterHistory1"u8;

    /// <summary>The contents of the file, oldest first.</summary>
    /// <param name="until">Later minutes are from a wrong clock and are left out.</param>
    /// <returns>The minutes, and a description of what is wrong with the file; null if nothing is.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public (IEnumerable<FleetMinute> Minutes, string? Problem) Read(int until)
    {
        if (!File.Exists(path)) return ([], null);
        var length = new FileInfo(path).Length;
        if (length != FileBytes) return ([], $"it has {length} bytes in place of {FileBytes}");
        var bytes = File.ReadAllBytes(path);
        if (!bytes.AsSpan().StartsWith(Header)) return ([], "it does not begin as this version's does");
        var records = Enumerable.Range(0, FleetHistory.MaxMinutes).Select(place => bytes.AsMemory(HeaderBytes + (place * RecordBytes), RecordBytes));
        var used = records.Where(record => record.Span.ContainsAnyExcept((byte)0)).Select(record => ReadRecord(record.Span)).ToArray();
        return used.Contains(null)
            ? ([], "the checksum of a minute does not match")
            : (used.OfType<FleetMinute>().Where(minute => minute.Minute <= until).OrderBy(minute => minute.Minute), null);
    }

    /// <exception cref="IOException">It cannot be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be deleted.</exception>
    public void Delete() => File.Delete(path);

    /// <summary>Puts a minute in its place. It is not flushed: a power cut may cost the last minutes.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(FleetMinute minute)
    {
        using var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        if (RandomAccess.GetLength(file) != FileBytes)
        {
            RandomAccess.SetLength(file, FileBytes);
            RandomAccess.Write(file, Header, 0);
        }

        Span<byte> record = stackalloc byte[RecordBytes];
        WriteRecord(minute, record);
        RandomAccess.Write(file, record, HeaderBytes + (FleetHistory.PlaceOf(minute.Minute) * (long)RecordBytes));
    }

    private static void WriteRecord(FleetMinute minute, Span<byte> record)
    {
        ReadOnlySpan<int> numbers = [minute.Minute, minute.Wanted, minute.Alive, minute.Verified, minute.Working, minute.Renting];
        for (var index = 0; index < numbers.Length; index++) BinaryPrimitives.WriteInt32LittleEndian(record[(index * sizeof(int))..], numbers[index]);
        BinaryPrimitives.WriteDoubleLittleEndian(record[(SealedBytes - sizeof(double))..], minute.CostPerHour);
        BinaryPrimitives.WriteUInt32LittleEndian(record[SealedBytes..], Crc32C.Compute(record[..SealedBytes]));
    }

    private static FleetMinute? ReadRecord(ReadOnlySpan<byte> record)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(record[SealedBytes..]) != Crc32C.Compute(record[..SealedBytes])) return null;
        return new FleetMinute(
            Number(record, 0), Number(record, 1), Number(record, 2), Number(record, 3), Number(record, 4), Number(record, 5),
            BinaryPrimitives.ReadDoubleLittleEndian(record[(SealedBytes - sizeof(double))..]));
    }

    private static int Number(ReadOnlySpan<byte> record, int index) => BinaryPrimitives.ReadInt32LittleEndian(record[(index * sizeof(int))..]);
}
