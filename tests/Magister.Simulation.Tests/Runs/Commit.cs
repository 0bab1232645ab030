using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using Magister.Fleet;

namespace Magister.Simulation.Tests.Runs;

/// <summary>The code that is run.</summary>
internal static class Commit
{
    private const int ShortLength = 9;

    /// <summary>The commit that is checked out, and the one that was built if it is a different one.</summary>
    public static string Text()
    {
        var built = Built();
        var checkedOut = CheckedOut();
        return checkedOut is null || built.StartsWith(checkedOut, StringComparison.Ordinal) ? built : $"{checkedOut} (built from {built})";
    }

    private static string Built()
    {
        var version = typeof(Engine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        var at = version.IndexOf('+', StringComparison.Ordinal);
        return at < 0 ? "unknown" : version[(at + 1)..Math.Min(version.Length, at + 1 + ShortLength)];
    }

    private static string? CheckedOut()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", "rev-parse --short HEAD") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true });
            var answer = git?.StandardOutput.ReadToEnd().Trim();
            return string.IsNullOrEmpty(answer) ? null : answer;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
