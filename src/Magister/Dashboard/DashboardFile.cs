using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Magister.Dashboard;

/// <summary>A file of the page, which the program carries under the path that it is served at.</summary>
/// <param name="Tag">Changes with the content.</param>
internal sealed record DashboardFile(string Path, string ContentType, byte[] Content, EntityTagHeaderValue Tag)
{
    public bool IsPage => Path == "/";

    public static ImmutableArray<DashboardFile> All()
    {
        var program = Assembly.GetExecutingAssembly();
        return [.. program.GetManifestResourceNames().Where(name => name.StartsWith('/')).Select(path => Read(program, path))];
    }

    private static DashboardFile Read(Assembly program, string path)
    {
        using var resource = program.GetManifestResourceStream(path)!;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content)[..8])}\"");
        return new DashboardFile(path, TypeOf(path), content, tag);
    }

    private static string TypeOf(string path) => System.IO.Path.GetExtension(path) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        _ => "text/html; charset=utf-8",
    };
}
