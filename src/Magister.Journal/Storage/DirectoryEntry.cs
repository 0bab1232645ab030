using System.Runtime.InteropServices;

namespace Magister.Journal.Storage;

/// <summary>Flushes a directory, for which the framework has no call: a created or renamed file is safe only after that.</summary>
internal static partial class DirectoryEntry
{
    private const int ReadOnly = 0;
    private const int Interrupted = 4;
    private const int InvalidArgument = 22;
    private const int NotImplemented = 38;
    private const int NotSupported = 95;
    private const int MaxTries = 100;

    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = OpenDirectory(path, ReadOnly);
        if (descriptor < 0) throw Failure();
        try
        {
            FlushDescriptor(descriptor);
        }
        finally
        {
            _ = CloseDescriptor(descriptor);
        }
    }

    private static void FlushDescriptor(int descriptor)
    {
        for (var tries = 1; Synchronize(descriptor) < 0; tries++)
        {
            // A file system that cannot flush a directory says so in one of these ways.
            if (Marshal.GetLastPInvokeError() is InvalidArgument or NotImplemented or NotSupported) return;
            if (Marshal.GetLastPInvokeError() is not Interrupted || tries == MaxTries) throw Failure();
        }
    }

    private static IOException Failure()
    {
        var code = Marshal.GetLastPInvokeError();
        return new IOException(Marshal.GetPInvokeErrorMessage(code), code);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenDirectory(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CloseDescriptor(int descriptor);
}
