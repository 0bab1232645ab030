using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace Magister.Simulation.Tests.Defects;

/// <summary>
/// A copy of the sources with every defect planted in it, each behind its own switch, and built once. Switched off, it is the unchanged
/// program.
/// </summary>
internal sealed class DefectiveBuild : IDisposable
{
    private const string Project = "tests/Magister.Simulation.Tests";

    private const string Planted =
        $$"""
        namespace Magister.Fleet;

        public static class Planted
        {
            private static readonly string? Name = System.Environment.GetEnvironmentVariable("{{Defect.Variable}}");

            public static bool Is(string name) => name == Name;
        }
        """;

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("magister-teeth-");

    public DefectiveBuild(string root)
    {
        foreach (var folder in new[] { "src", Project, "tests/Magister.Journal.Tests/Support", "tests/Ordinary" }) Copy(root, folder);
        foreach (var file in new[] { "tests/Directory.Build.props", ".editorconfig", "magister.example.toml", ".env.example" }) CopyFile(root, file);
        File.WriteAllText(Path.Combine(directory.FullName, "src/Magister.Fleet/Planted.cs"), Planted);
        foreach (var defect in DefectList.All)
        {
            var path = Path.Combine(directory.FullName, defect.File);
            File.WriteAllText(path, defect.PlantIn(File.ReadAllText(path)));
        }
    }

    /// <summary>Builds it.</summary>
    /// <returns>What the build said, if it failed.</returns>
    public string? Build()
    {
        using var build = Start(null, "dotnet", [
            "build", Project, "--configuration", "Release", "--nologo", "--verbosity", "quiet", "-p:TreatWarningsAsErrors=false",
            "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:GenerateDocumentationFile=false"]);
        var said = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        return build.ExitCode == 0 ? null : said;
    }

    /// <summary>Hunts a defect.</summary>
    /// <param name="defect">The defect to switch on; null for none.</param>
    /// <returns>For each trial, the number of the first failed run, 0 for none, and the rule that it broke.</returns>
    public ImmutableArray<(int Run, string Rule)> Hunt(Defect? defect, int seed, int runsMost, int trials, bool onlyShared)
    {
        var program = Path.Combine(directory.FullName, Project, "bin/Release/net10.0/Magister.Simulation.Tests.dll");
        FormattableString[] orders = [$"seed={seed}", $"runs={runsMost}", $"trials={trials}", $"shared={(onlyShared ? 1 : 0)}"];
        using var hunt = Start(defect?.Name, "dotnet", [program, Defects.Hunt.Name, .. orders.Select(FormattableString.Invariant)]);
        var lines = hunt.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        hunt.WaitForExit();
        return lines.Length == trials
            ? [.. lines.Select(line => line.Split(' ', 2)).Select(parts => (int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]))]
            : throw new InvalidOperationException($"The hunt for {defect?.Name ?? "nothing"} broke off after {lines.Length} of {trials} trials.");
    }

    public void Dispose() => directory.Delete(recursive: true);

    private Process Start(string? defect, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory.FullName, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment[Defect.Variable] = defect;
        return Process.Start(start)!;
    }

    private void Copy(string root, string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(root, file);
            if (!path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")) CopyFile(root, path);
        }
    }

    private void CopyFile(string root, string path)
    {
        var to = Path.Combine(directory.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(Path.Combine(root, path), to);
    }
}
