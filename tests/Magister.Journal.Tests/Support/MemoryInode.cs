namespace Magister.Journal.Tests.Support;

/// <summary>
/// A file's contents twice: as every process sees them, and as a power cut would leave them, with the writes between the two that have not
/// been flushed yet.
/// </summary>
internal sealed class MemoryInode
{
    private readonly List<Change> pending = [];
    private readonly Contents durable = new();

    public Contents Live { get; private set; } = new();

    /// <summary>What survives any power cut.</summary>
    public ReadOnlySpan<byte> Durable => durable.Span;

    public void Write(ReadOnlySpan<byte> bytes, long offset) => Do(new Change(offset, bytes.ToArray()));

    public void Truncate(long length) => Do(new Change(length, null));

    public void Flush()
    {
        foreach (var change in pending) change.ApplyTo(durable);
        pending.Clear();
    }

    /// <summary>
    /// A flush that fails as on Linux: part of each pending write is on disk and the rest never will be, although it can still be read and a
    /// later flush succeeds.
    /// </summary>
    public void FailFlush(double portion)
    {
        foreach (var change in pending) change.Part(portion).ApplyTo(durable);
        pending.Clear();
    }

    /// <summary>Pending writes reach the disk up to some point, possibly in the middle of a write, which may also leave zeros.</summary>
    public void CutPower(Random random)
    {
        var whole = random.Next(pending.Count + 1);
        foreach (var change in pending.Take(whole)) change.ApplyTo(durable);
        if (whole < pending.Count && random.Next(2) == 0) pending[whole].Tear(durable, random);
        pending.Clear();
        Live = durable.Copy();
    }

    private void Do(Change change)
    {
        change.ApplyTo(Live);
        pending.Add(change);
    }

    /// <summary>A growing byte buffer.</summary>
    internal sealed class Contents
    {
        private byte[] bytes = [];

        public int Length { get; private set; }

        public ReadOnlySpan<byte> Span => bytes.AsSpan(0, Length);

        public void Write(ReadOnlySpan<byte> from, int offset)
        {
            var end = offset + from.Length;
            if (end > bytes.Length) Array.Resize(ref bytes, Math.Max(end, 2 * bytes.Length));
            from.CopyTo(bytes.AsSpan(offset));
            Length = Math.Max(Length, end);
        }

        public void Truncate(int length)
        {
            if (length > bytes.Length) Array.Resize(ref bytes, length);
            if (length < Length) bytes.AsSpan(length, Length - length).Clear();
            Length = length;
        }

        public Contents Copy() => new() { bytes = Span.ToArray(), Length = Length };
    }

    private sealed record Change(long Offset, byte[]? Bytes)
    {
        public void ApplyTo(Contents contents)
        {
            if (Bytes is null) contents.Truncate((int)Offset);
            else contents.Write(Bytes, (int)Offset);
        }

        public Change Part(double portion) =>
            Bytes is null ? this : this with { Bytes = Bytes.AsSpan(0, (int)(Bytes.Length * portion)).ToArray() };

        // A file may already have its new length, and read as zeros where it was not written; old bytes never turn into zeros.
        public void Tear(Contents contents, Random random)
        {
            if (Bytes is null) return;
            contents.Write(Bytes.AsSpan(0, random.Next(Bytes.Length + 1)), (int)Offset);
            if (random.Next(4) == 0) contents.Truncate(Math.Max(contents.Length, (int)Offset + Bytes.Length));
        }
    }
}
