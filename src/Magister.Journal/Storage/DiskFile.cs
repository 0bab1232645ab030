namespace Magister.Journal.Storage;

/// <summary>A real file, written without any buffer of the runtime's.</summary>
internal sealed class DiskFile(FileStream stream) : IJournalFile
{
    public long Length => RandomAccess.GetLength(stream.SafeFileHandle);

    public int Read(Span<byte> buffer, long offset) => RandomAccess.Read(stream.SafeFileHandle, buffer, offset);

    public void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(stream.SafeFileHandle, bytes, offset);

    public void Truncate(long length) => RandomAccess.SetLength(stream.SafeFileHandle, length);

    public void Flush() => RandomAccess.FlushToDisk(stream.SafeFileHandle);

    public void Dispose() => stream.Dispose();
}
