namespace Magister.Simulation.Tests.Defects;

/// <summary>The folder that holds the sources.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Magister.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Magister.sln is in no folder above the program.");
    }
}
