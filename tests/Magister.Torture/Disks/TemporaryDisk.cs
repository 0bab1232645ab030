using Magister.Torture.Programs;
using Magister.Torture.Verdicts;

namespace Magister.Torture.Disks;

/// <summary>A small file system in memory that can be filled to the last byte and made read-only.</summary>
internal sealed class TemporaryDisk : IAsyncDisposable
{
    private const string FillerName = "filler";
    private readonly string path;

    private TemporaryDisk(string path) => this.path = path;

    public string StateDirectory => Path.Combine(path, "state");

    private string Filler => Path.Combine(path, FillerName);

    /// <exception cref="NotAllowedException">Nothing may be mounted here.</exception>
    public static async Task<TemporaryDisk> MountAsync(string path, string size)
    {
        Directory.CreateDirectory(path);
        var (code, output) = await ProgramProcess.RunAsync("mount", "-t", "tmpfs", "-o", $"size={size},mode=700", "tmpfs", path);
        return code == 0 ? new TemporaryDisk(path) : throw new NotAllowedException($"no tmpfs can be mounted here: {output}");
    }

    /// <summary>Fills it to the last byte.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 64 * 1024, 4096, 1 }) FillBy(filler, new byte[size]);
    }

    public void Free() => File.Delete(Filler);

    /// <param name="mode"><c>ro</c> or <c>rw</c>.</param>
    public async Task RemountAsync(string mode)
    {
        var (code, output) = await ProgramProcess.RunAsync("mount", "-o", $"remount,{mode}", path);
        if (code != 0) throw new InvalidOperationException($"{path} cannot be remounted {mode}: {output}");
    }

    /// <summary>Keeps a copy of the state, and frees the memory.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(StateDirectory)) await ProgramProcess.RunAsync("cp", "-r", StateDirectory, Path.Combine(Path.GetDirectoryName(path)!, "state"));
        await ProgramProcess.RunAsync("umount", "-l", path);
    }

    private static void FillBy(FileStream filler, byte[] block)
    {
        try
        {
            while (true) filler.Write(block);
        }
        catch (IOException)
        {
            // Full, to within the size of a block.
        }
    }
}
