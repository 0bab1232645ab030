namespace Magister.Journal.Storage;

/// <summary>A real directory. Only the user that Magister runs as can read its contents.</summary>
internal sealed class DiskStorage(string directory) : IJournalStorage
{
    private const string LockName = "lock";
    private const UnixFileMode PrivateDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private FileStream? held;

    public string Directory { get; } = Path.GetFullPath(directory);

    public bool TryLock()
    {
        CreateDirectory(Directory);
        try
        {
            held = OpenStream(LockName, FileMode.OpenOrCreate, FileShare.None);
            return true;
        }
        catch (IOException failure) when (IoFailure.IsHeldByAnother(failure))
        {
            return false;
        }
    }

    public IJournalFile? Open(string name)
    {
        if (System.IO.Directory.Exists(PathOf(name))) throw new IOException($"{PathOf(name)} is a directory, not a file");
        return File.Exists(PathOf(name)) ? new DiskFile(OpenStream(name, FileMode.Open, FileShare.ReadWrite | FileShare.Delete)) : null;
    }

    public IJournalFile Create(string name) =>
        new DiskFile(OpenStream(name, FileMode.Create, FileShare.ReadWrite | FileShare.Delete));

    public void Rename(string from, string to) => File.Move(PathOf(from), PathOf(to), overwrite: true);

    public void Delete(string name) => File.Delete(PathOf(name));

    public void Flush() => DirectoryEntry.Flush(Directory);

    public void Dispose() => held?.Dispose();

    private string PathOf(string name) => Path.Combine(Directory, name);

    // From the top down, flushing each new directory's name: otherwise a power cut could remove the whole state directory.
    private static void CreateDirectory(string path)
    {
        if (System.IO.Directory.Exists(path)) return;
        if (File.Exists(path)) throw new IOException($"{path} is a file, not a directory");
        var parent = Path.GetDirectoryName(path);
        if (parent is not null) CreateDirectory(parent);
        if (OperatingSystem.IsWindows()) System.IO.Directory.CreateDirectory(path);
        else System.IO.Directory.CreateDirectory(path, PrivateDirectory);
        if (parent is not null) DirectoryEntry.Flush(parent);
    }

    private FileStream OpenStream(string name, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode is not FileMode.Open) options.UnixCreateMode = PrivateFile;
        return new FileStream(PathOf(name), options);
    }
}
