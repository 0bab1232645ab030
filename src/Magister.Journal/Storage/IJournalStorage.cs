namespace Magister.Journal.Storage;

/// <summary>
/// The directory of a journal, as narrow as the journal needs it. It exists so that tests can fail, kill and cut the power at any
/// step. Every call may throw an <see cref="IOException"/> or an <see cref="UnauthorizedAccessException"/>.
/// </summary>
internal interface IJournalStorage : IDisposable
{
    /// <summary>The directory's full path.</summary>
    string Directory { get; }

    /// <summary>Creates the directory if it is missing and takes its lock, which lasts until disposal or the process's end.</summary>
    /// <returns>False if somebody else has the lock.</returns>
    bool TryLock();

    /// <returns>Null if there is no such file.</returns>
    IJournalFile? Open(string name);

    /// <summary>Creates an empty file, replacing one that exists.</summary>
    IJournalFile Create(string name);

    /// <summary>Renames a file atomically, replacing the one that had the name.</summary>
    void Rename(string from, string to);

    /// <summary>Deletes a file if it is there.</summary>
    void Delete(string name);

    /// <summary>Makes what was created, renamed and deleted survive a power cut.</summary>
    void Flush();
}

/// <summary>An open file of an <see cref="IJournalStorage"/>.</summary>
internal interface IJournalFile : IDisposable
{
    long Length { get; }

    /// <returns>How many bytes were read; 0 at the end.</returns>
    int Read(Span<byte> buffer, long offset);

    void Write(ReadOnlySpan<byte> bytes, long offset);

    void Truncate(long length);

    /// <summary>Makes the contents survive a power cut. After a failure nothing written since the last success can be relied on.</summary>
    void Flush();
}
