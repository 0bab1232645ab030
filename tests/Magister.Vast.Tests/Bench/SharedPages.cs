using YamlDotNet.RepresentationModel;

namespace Magister.Vast.Tests.Bench;

/// <summary>Vast's published API descriptions, which are beside the repository if they are at hand.</summary>
internal static class SharedPages
{
    public static string? Folder { get; } = Find();

    public static YamlMappingNode Read(string file)
    {
        using var reader = new StreamReader(Path.Combine(Folder!, file));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Magister.sln"))) folder = folder.Parent;

        var pages = folder?.Parent is { } parent ? Path.Combine(parent.FullName, "shared", "vast-openapi") : null;
        return Directory.Exists(pages) ? pages : null;
    }
}

/// <summary>A test that needs the published descriptions.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedPagesFactAttribute : FactAttribute
{
    public SharedPagesFactAttribute()
    {
        if (SharedPages.Folder is null) Skip = "The folder shared/vast-openapi is not beside the repository.";
    }
}
