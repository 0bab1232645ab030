namespace Magister.Simulator.Callers;

/// <summary>
/// Programs that stand in for those of a container: <c>su</c>, first on PATH, and the Contemplant's entrypoint. Nothing is written to
/// <c>/usr/local/bin/contemplant-entrypoint.sh</c>: <c>su</c> replaces that path with the stand-in's in the script it is given, stays
/// in its directory instead of changing to a home that does not exist, and runs the script.
/// </summary>
internal sealed class StandIns : IDisposable
{
    /// <summary>Names the file to which the entrypoint writes its environment; the entrypoint removes it from that environment.</summary>
    public const string DumpVariable = "VAST_SIMULATOR_DUMP";

    private const string Su = """
        #!/bin/sh
        while [ $# -gt 0 ]; do
            case $1 in
                -c) script=$2; shift 2 ;;
                *) shift ;;
            esac
        done
        script=$(printf '%s\n' "$script" | LC_ALL=C sed 's#/usr/local/bin/contemplant-entrypoint\.sh#@entrypoint@#g; s#^cd$#cd .#')
        exec env USER=contemplant LOGNAME=contemplant sh -c "$script"

        """;

    private const string Entrypoint = """
        #!/bin/sh
        dump=$VAST_SIMULATOR_DUMP
        unset VAST_SIMULATOR_DUMP
        env -0 > "$dump.part" && mv "$dump.part" "$dump"

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("vast-simulator-").FullName;

    // Written once, before any shell runs: a script that a freshly forked process still has open for writing cannot be executed.
    public StandIns()
    {
        var entrypoint = Path.Combine(_folder, "contemplant-entrypoint.sh");
        Programs = Directory.CreateDirectory(Path.Combine(_folder, "bin")).FullName;
        Write(entrypoint, Entrypoint);
        Write(Path.Combine(Programs, "su"), Su.Replace("@entrypoint@", entrypoint, StringComparison.Ordinal));

        // The watch kills its tmux server; the one on this machine is not the watch's own.
        Write(Path.Combine(Programs, "tmux"), "#!/bin/sh\n");
    }

    /// <summary>The folder to put first on PATH.</summary>
    public string Programs { get; }

    /// <summary>A new empty folder for one instance.</summary>
    public string FolderFor(long instanceId) =>
        Directory.CreateDirectory(Path.Combine(_folder, instanceId.ToString())).FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Write(string path, string text)
    {
        File.WriteAllText(path, text.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
