using Magister.Torture.Verdicts;

namespace Magister.Torture.Clocks;

/// <summary>The wall clock of the processes that are started with it, at any offset from the real one. Their monotonic clock is untouched.</summary>
internal sealed class FakeClock
{
    private const string Library = "libfaketimeMT.so.1";
    private readonly string file;
    private readonly string library;

    /// <exception cref="NotAllowedException">There is no libfaketime.</exception>
    public FakeClock(string folder)
    {
        file = Path.Combine(Directory.CreateDirectory(folder).FullName, "clock");
        library = Directory.EnumerateFiles("/usr/lib", Library, new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }).FirstOrDefault()
            ?? throw new NotAllowedException($"{Library} is not installed (Debian's package faketime)");
        Set(TimeSpan.Zero);
    }

    public TimeSpan Offset { get; private set; }

    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["LD_PRELOAD"] = library,
        ["FAKETIME_TIMESTAMP_FILE"] = file,
        ["FAKETIME_NO_CACHE"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
    };

    /// <summary>Sets the clock. In one step: a half-written file is read as no offset.</summary>
    public void Set(TimeSpan offset)
    {
        Offset = offset;
        File.WriteAllText(file + ".new", FormattableString.Invariant($"{offset.TotalSeconds:+0;-0;+0}\n"));
        File.Move(file + ".new", file, overwrite: true);
    }
}
