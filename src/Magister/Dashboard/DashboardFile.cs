using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Magister.Dashboard;

/// <summary>A file of the page, embedded in the program under the path at which it is served.</summary>
internal sealed class DashboardFile
{
    // Read on first use, so that a start does not wait for it.
    private readonly Lazy<(byte[] Content, EntityTagHeaderValue Tag)> read;

    private DashboardFile(Assembly program, string path)
    {
        Path = path;
        read = new(() => Read(program, path));
    }

    public string Path { get; }

    public string ContentType => TypeOf(Path);

    public bool IsPage => Path == "/";

    public byte[] Content => read.Value.Content;

    /// <summary>Changes with the content.</summary>
    public EntityTagHeaderValue Tag => read.Value.Tag;

    public static ImmutableArray<DashboardFile> All()
    {
        var program = Assembly.GetExecutingAssembly();
        return [.. program.GetManifestResourceNames().Where(name => name.StartsWith('/')).Select(path => new DashboardFile(program, path))];
    }

    private static (byte[] Content, EntityTagHeaderValue Tag) Read(Assembly program, string path)
    {
        using var resource = program.GetManifestResourceStream(path)!;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content)[..8])}\"");
        return (content, tag);
    }

    private static string TypeOf(string path) => System.IO.Path.GetExtension(path) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        _ => "text/html; charset=utf-8",
    };
}
