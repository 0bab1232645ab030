namespace Magister.Tests.Configuration;

internal static class RepositoryRoot
{
    public static string[] Lines(string file) => File.ReadAllLines(PathOf(file));

    public static string PathOf(string file) => Path.Combine(Find(), file);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Magister.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
