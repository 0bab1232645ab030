using System.Diagnostics;

namespace Magister.Simulation.Tests.Defects;

/// <summary>
/// A copy of the sources with every defect planted in it, each behind a switch of its own, and built once. Switched off, it is the program
/// as it is.
/// </summary>
internal sealed class DefectiveBuild : IDisposable
{
    private const string Project = "tests/Magister.Simulation.Tests";

    private const string Planted = """
        namespace Magister.Fleet;

        public static class Planted
        {
            private static readonly string? Name = System.Environment.GetEnvironmentVariable("MAGISTER_DEFECT");

            public static bool Is(string name) => name == Name;
        }
        """;

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("magister-teeth-");

    public DefectiveBuild(string root)
    {
        foreach (var folder in new[] { "src", Project, "tests/Magister.Journal.Tests/Support" }) Copy(root, folder);
        foreach (var file in new[] { "tests/Directory.Build.props", ".editorconfig" }) File.Copy(Path.Combine(root, file), Path.Combine(directory.FullName, file));
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
        using var build = Start("dotnet", [
            "build", Project, "--configuration", "Release", "--nologo", "--verbosity", "quiet",
            "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:GenerateDocumentationFile=false"]);
        var said = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        return build.ExitCode == 0 ? null : said;
    }

    /// <summary>Runs worlds until one fails.</summary>
    /// <param name="defect">What is switched on; null for nothing.</param>
    /// <returns>The number of the run that failed first, and what it said; null where all went well.</returns>
    public (int Run, string Said)? RunUntilCaught(Defect? defect, int seed, int runsMost)
    {
        var program = Path.Combine(directory.FullName, Project, "bin/Release/net10.0/Magister.Simulation.Tests.dll");
        using var runs = Start("dotnet", [program, "--until-failure", "--seed", $"{seed}", "--runs", $"{runsMost}"], defect?.Name);
        var said = runs.StandardOutput.ReadToEnd();
        runs.WaitForExit();
        return FirstFailure.In(said);
    }

    public void Dispose() => directory.Delete(recursive: true);

    private Process Start(string program, string[] arguments, string? defect = null)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory.FullName, RedirectStandardOutput = true };
        start.Environment[Defect.Variable] = defect;
        return Process.Start(start)!;
    }

    private void Copy(string root, string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(root, file);
            if (path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")) continue;
            var to = Path.Combine(directory.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }
}
