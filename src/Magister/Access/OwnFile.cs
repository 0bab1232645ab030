namespace Magister.Access;

/// <summary>Files with secrets: readable only by their owner, and complete or absent.</summary>
internal static class OwnFile
{
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates the directory of a file if there is none.</summary>
    public static void MakeDirectoryOf(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is not { } directory) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(directory);
        else Directory.CreateDirectory(directory, OnlyOwner | UnixFileMode.UserExecute);
    }

    /// <summary>Writes a new file next to the old one, and then replaces that.</summary>
    public static void Replace(string path, Action<FileStream> write)
    {
        var beside = $"{path}.new";
        File.Delete(beside);
        using (var written = Open(beside, FileMode.CreateNew))
        {
            write(written);
            written.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Opens a file exclusively.</summary>
    public static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OnlyOwner;
        return new FileStream(path, options);
    }
}
