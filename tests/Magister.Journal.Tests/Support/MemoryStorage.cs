using Magister.Journal.Storage;

namespace Magister.Journal.Tests.Support;

/// <summary>A process's view of a <see cref="MemoryDisk"/>.</summary>
internal sealed class MemoryStorage(MemoryDisk disk) : IJournalStorage
{
    private const int InputOutputError = 5;
    private const int NoSpaceLeft = 28;

    public string Directory => "/state";

    public bool IsDead { get; set; }

    public bool TryLock()
    {
        var held = false;
        Do(DiskOperation.Lock, "lock", () => held = disk.TryHold(this));
        return held;
    }

    public IJournalFile? Open(string name)
    {
        MemoryInode? inode = null;
        Do(DiskOperation.Open, name, () => inode = disk.Find(name));
        return inode is null ? null : new MemoryFile(this, name, inode);
    }

    public IJournalFile Create(string name)
    {
        MemoryInode inode = new();
        Do(DiskOperation.Create, name, () => disk.ChangeNames(names => names[name] = inode));
        return new MemoryFile(this, name, inode);
    }

    public void Rename(string from, string to) => Do(DiskOperation.Rename, from, () => disk.ChangeNames(names =>
    {
        if (names.Remove(from, out var inode)) names[to] = inode;
    }));

    public void Delete(string name) => Do(DiskOperation.Delete, name, () => disk.ChangeNames(names => names.Remove(name)));

    public void Flush() => Do(DiskOperation.FlushDirectory, "", disk.FlushNames);

    public void Dispose() => disk.Release(this);

    private void Do(DiskOperation operation, string name, Action act) => Do(operation, name, portion =>
    {
        if (portion >= 1) act();
    });

    private void Do(DiskOperation operation, string name, Action<double> act)
    {
        if (IsDead) throw new KilledException();
        var fault = disk.Meet(operation, name);
        if (fault.Kind is FaultKind.Fail)
        {
            if (operation is DiskOperation.Write or DiskOperation.Flush) act(Math.Min(fault.Portion, 0.999));
            throw new IOException("Input/output error", InputOutputError);
        }

        act(fault.Kind is FaultKind.Kill ? fault.Portion : 1);
        if (fault.Kind is not FaultKind.Kill) return;
        disk.Kill();
        IsDead = true;
        disk.Killed();
        throw new KilledException();
    }

    private sealed class MemoryFile(MemoryStorage process, string name, MemoryInode inode) : IJournalFile
    {
        public long Length => inode.Live.Length;

        public int Read(Span<byte> buffer, long offset)
        {
            process.Do(DiskOperation.Read, name, () => { });
            var from = inode.Live.Span[(int)offset..];
            var count = Math.Min(from.Length, buffer.Length);
            from[..count].CopyTo(buffer);
            return count;
        }

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            var copy = bytes.ToArray();
            process.Do(DiskOperation.Write, name, portion =>
            {
                var room = process.Room(inode, offset, copy.Length);
                var count = Math.Min(room, (int)(copy.Length * portion));
                inode.Write(copy.AsSpan(0, count), offset);
                if (room < copy.Length) throw new IOException("No space left on device", NoSpaceLeft);
            });
        }

        public void Truncate(long length) => process.Do(DiskOperation.Truncate, name, () => inode.Truncate(length));

        public void Flush() => process.Do(DiskOperation.Flush, name, portion =>
        {
            if (portion >= 1) inode.Flush();
            else inode.FailFlush(portion);
        });

        public void Dispose()
        {
        }
    }

    private int Room(MemoryInode inode, long offset, int length) => disk.Room(inode, offset, length);
}
