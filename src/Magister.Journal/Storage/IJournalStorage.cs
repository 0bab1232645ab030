namespace Magister.Journal.Storage;

/// <summary>
/// The directory a journal lives in, as narrow as the journal needs it. It exists so that tests can fail, kill and cut the power at any
/// step. Every call may throw an <see cref="IOException"/> or an <see cref="UnauthorizedAccessException"/>.
/// </summary>
internal interface IJournalStorage : IDisposable
{
    /// <summary>The directory's full path.</summary>
    string Directory { get; }

    /// <summary>Creates the directory where it is missing and takes its lock, which lasts until disposal or the process's end.</summary>
    /// <returns>False when somebody else has the lock.</returns>
    bool TryLock();

    /// <returns>Null when there is no such file.</returns>
    IJournalFile? Open(string name);

    /// <summary>Creates an empty file, in place of one that is there already.</summary>
    IJournalFile Create(string name);

    /// <summary>Gives a file another name, in one step, in place of the file that had it.</summary>
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

    /// <summary>Makes the contents survive a power cut. After a failure nothing written since the last success may be relied on.</summary>
    void Flush();
}
