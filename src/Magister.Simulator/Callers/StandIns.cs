namespace Magister.Simulator.Callers;

/// <summary>
/// The programs that stand in for those of a container: <c>su</c>, first on PATH, and the Contemplant's entrypoint. The path
/// <c>/usr/local/bin/contemplant-entrypoint.sh</c> is never written to: <c>su</c> puts the stand-in's path in its place in the
/// script that it is given, stays where it is instead of going to a home that is not there, and runs that.
/// </summary>
internal sealed class StandIns : IDisposable
{
    /// <summary>Names the file that the entrypoint writes its environment to; it takes the name out of that environment.</summary>
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

    // Written once, before any shell runs: a script that is still open for writing in a process just forked cannot be run.
    public StandIns()
    {
        var entrypoint = Path.Combine(_folder, "contemplant-entrypoint.sh");
        Programs = Directory.CreateDirectory(Path.Combine(_folder, "bin")).FullName;
        Write(entrypoint, Entrypoint);
        Write(Path.Combine(Programs, "su"), Su.Replace("@entrypoint@", entrypoint, StringComparison.Ordinal));

        // The watch ends its tmux server, and this machine's is not its own.
        Write(Path.Combine(Programs, "tmux"), "#!/bin/sh\n");
    }

    /// <summary>The folder to put first on PATH.</summary>
    public string Programs { get; }

    /// <summary>A new empty folder for one instance.</summary>
    public string FolderFor(long instanceId) =>
        Directory.CreateDirectory(Path.Combine(_folder, instanceId.ToString(System.Globalization.CultureInfo.InvariantCulture))).FullName;

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
