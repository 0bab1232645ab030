namespace Magister.Toml.Tests.Compliance;

/// <summary>Finds the cases of the public toml-test suite, which are beside the repository and not in it.</summary>
internal static class ComplianceSuite
{
    private const string Listing = "files-toml-1.0.0";

    private static readonly string? Folder = Find();

    public static string? MissingReason => Folder is null
        ? $"The toml-test cases are not here: ../shared/toml-test/{Listing}, seen from the folder of Magister.sln, does not exist."
        : null;

    public static string[] Valid => Cases("valid/");

    public static string[] Invalid => Cases("invalid/");

    public static byte[] Read(string file) => File.ReadAllBytes(PathOf(file));

    public static byte[] ReadExpected(string file) => File.ReadAllBytes(PathOf(Path.ChangeExtension(file, ".json")));

    private static string PathOf(string file) =>
        Path.Combine(Folder ?? throw new InvalidOperationException(MissingReason), file);

    private static string[] Cases(string prefix) => [.. File.ReadLines(PathOf(Listing))
        .Where(line => line.StartsWith(prefix, StringComparison.Ordinal) && line.EndsWith(".toml", StringComparison.Ordinal))];

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Magister.sln")))
                continue;
            var suite = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "toml-test"));
            return File.Exists(Path.Combine(suite, Listing)) ? suite : null;
        }

        return null;
    }
}
