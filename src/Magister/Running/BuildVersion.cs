using System.Reflection;

namespace Magister.Running;

/// <summary>What this program was built from.</summary>
internal static class BuildVersion
{
    private const char BeforeCommit = '+';

    /// <summary>The version and, after a plus, the commit: <c>0.1.0+934913b…</c>; without the commit if the sources were not a clone.</summary>
    public static string Full { get; } =
        typeof(BuildVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>
    /// For people: version, commit and the day of the build, which is the commit's own day (<c>SOURCE_DATE_EPOCH</c>), so that two builds of
    /// one commit are the same bytes.
    /// </summary>
    public static string Text { get; } = Tell(
        Full, typeof(BuildVersion).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().SingleOrDefault(told => told.Key is "BuildDate")?.Value);

    /// <param name="full">As <see cref="Full"/>.</param>
    /// <param name="date">Null in a build without one.</param>
    internal static string Tell(string full, string? date)
    {
        var (version, commit) = full.Split(BeforeCommit, 2) is [var before, var after] ? (before, after) : (full, "unknown");
        return $"{version}, commit {commit}, built {(string.IsNullOrEmpty(date) ? "at an unknown date" : date)}";
    }
}
