using Magister.Journal.Storage;

namespace Magister.Journal.Tests.Support;

/// <summary>
/// A disk with one directory that outlives its processes, and on which any call can fail, be killed halfway, or be followed by a power cut.
/// What is not flushed may or may not survive a power cut: names and contents, independently of each other.
/// </summary>
internal sealed class MemoryDisk
{
    private readonly List<Action<Dictionary<string, MemoryInode>>> pendingNames = [];
    private readonly Dictionary<string, MemoryInode> durableNames = [];
    private Dictionary<string, MemoryInode> names = [];
    private MemoryStorage? holder;

    /// <summary>Called before every disk call.</summary>
    public Func<DiskStep, DiskFault> Faults { get; set; } = _ => DiskFault.None;

    /// <summary>Called when a process dies in a call, before the exception propagates.</summary>
    public Action Killed { get; set; } = () => { };

    public List<DiskStep> Steps { get; } = [];

    /// <summary>The capacity in bytes.</summary>
    public long Capacity { get; set; } = long.MaxValue;

    public long Used => names.Values.Sum(inode => (long)inode.Live.Length);

    public long MostUsed { get; private set; }

    public IEnumerable<string> Names => names.Keys;

    public IJournalStorage Mount() => new MemoryStorage(this);

    public byte[] Read(string name) => names[name].Live.Span.ToArray();

    /// <summary>The least of a file that a power cut leaves.</summary>
    public ReadOnlySpan<byte> ReadDurable(string name) =>
        durableNames.TryGetValue(name, out var inode) ? inode.Durable : [];

    /// <summary>Puts a file there from outside, immediately durable.</summary>
    public void Put(string name, ReadOnlySpan<byte> contents)
    {
        var inode = new MemoryInode();
        inode.Write(contents, 0);
        inode.Flush();
        names[name] = durableNames[name] = inode;
    }

    /// <summary>Ends the process that holds the directory, if any; what it wrote remains.</summary>
    public void Kill()
    {
        if (holder is not null) holder.IsDead = true;
        holder = null;
    }

    public void CutPower(Random random)
    {
        Kill();
        foreach (var change in pendingNames.Take(random.Next(pendingNames.Count + 1))) change(durableNames);
        pendingNames.Clear();
        foreach (var inode in durableNames.Values) inode.CutPower(random);
        names = new Dictionary<string, MemoryInode>(durableNames, StringComparer.Ordinal);
    }

    internal bool TryHold(MemoryStorage storage)
    {
        if (holder is not null) return false;
        holder = storage;
        return true;
    }

    internal void Release(MemoryStorage storage)
    {
        if (holder == storage) holder = null;
    }

    internal DiskFault Meet(DiskOperation operation, string name)
    {
        var step = new DiskStep(Steps.Count + 1, operation, name);
        Steps.Add(step);
        return Faults(step);
    }

    internal MemoryInode? Find(string name) => names.GetValueOrDefault(name);

    internal void ChangeNames(Action<Dictionary<string, MemoryInode>> change)
    {
        change(names);
        pendingNames.Add(change);
    }

    internal void FlushNames()
    {
        foreach (var change in pendingNames) change(durableNames);
        pendingNames.Clear();
    }

    /// <returns>How many of these bytes still fit.</returns>
    internal int Room(MemoryInode inode, long offset, int length)
    {
        var growth = Math.Max(0, offset + length - inode.Live.Length);
        MostUsed = Math.Max(MostUsed, Math.Min(Capacity, Used + growth));
        return (int)Math.Clamp(length - (Used + growth - Capacity), 0, length);
    }
}
