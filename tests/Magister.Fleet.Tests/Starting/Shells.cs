using System.Diagnostics;
using System.Text;

namespace Magister.Fleet.Tests.Starting;

/// <summary>Runs start scripts in a real shell, with a stand-in for <c>su</c>, and <c>env</c> in place of the entrypoint.</summary>
internal static class Shells
{
    private const string Entrypoint = "cd\nexec /usr/local/bin/contemplant-entrypoint.sh";
    private const string Mark = "<end of script>";

    public static string? PathOf(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/bin").Append("/usr/bin")
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>
    /// The environment that the entrypoint received from each script, as raw bytes. All scripts run in one process, one after another.
    /// </summary>
    public static List<Dictionary<string, byte[]>> EnvironmentsOf(string shell, IEnumerable<string> scripts, string locale = "C")
    {
        var folder = Directory.CreateTempSubdirectory("magister-shell-");
        try
        {
            var all = new StringBuilder();
            foreach (var script in scripts)
            {
                Assert.Single(AllIndexesOf(script, Entrypoint));
                all.Append(script.Replace(Entrypoint, $"exec {PathOf("env")} -0", StringComparison.Ordinal)).Append($"printf '{Mark}\\0'\n");
            }

            var file = Path.Combine(folder.FullName, "onstart");
            File.WriteAllBytes(file, new UTF8Encoding(false).GetBytes(all.ToString()));
            WriteStandInForSu(folder.FullName, PathOf(shell)!);
            return Parse(Run(PathOf(shell)!, file, folder.FullName, locale));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void WriteStandInForSu(string folder, string shell)
    {
        var su = Path.Combine(folder, "su");
        File.WriteAllText(su, $"""
            #!{shell}
            [ "$#" = 3 ] && [ "$1" = contemplant ] && [ "$2" = -c ] || exit 64
            exec {shell} -c "$3"

            """);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(su, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private static byte[] Run(string shell, string file, string folder, string locale)
    {
        var start = new ProcessStartInfo(shell, [file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = $"{folder}:/usr/bin:/bin";
        start.Environment["LC_ALL"] = locale;
        using var process = Process.Start(start)!;
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.Append(line.Data);
        process.BeginErrorReadLine();
        var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        Assert.Equal(("", 0), (errors.ToString(), process.ExitCode));
        return output.ToArray();
    }

    private static List<Dictionary<string, byte[]>> Parse(byte[] output)
    {
        var environments = new List<Dictionary<string, byte[]>>();
        var current = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var mark = Encoding.UTF8.GetBytes(Mark);
        for (int from = 0, end; (end = Array.IndexOf(output, (byte)0, from)) >= 0; from = end + 1)
        {
            var entry = output.AsSpan(from, end - from);
            if (entry.SequenceEqual(mark))
            {
                environments.Add(current);
                current = new Dictionary<string, byte[]>(StringComparer.Ordinal);
                continue;
            }

            var equals = entry.IndexOf((byte)'=');
            current.Add(Encoding.UTF8.GetString(entry[..equals]), entry[(equals + 1)..].ToArray());
        }

        return environments;
    }

    private static List<int> AllIndexesOf(string text, string part)
    {
        var found = new List<int>();
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal)) found.Add(at);
        return found;
    }
}
