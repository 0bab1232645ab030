using System.Text;
using Microsoft.Extensions.Configuration;

namespace Magister.Toml.Tests.Configuration;

/// <summary>A file of the given content for the length of one test.</summary>
internal sealed class TomlFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("magister-toml-");

    public TomlFile(string content)
        : this(Encoding.UTF8.GetBytes(content))
    {
    }

    public TomlFile(byte[] content) => File.WriteAllBytes(Path, content);

    public string Path => System.IO.Path.Combine(folder.FullName, "magister.toml");

    public string Folder => folder.FullName;

    public TomlConfigurationProvider Load()
    {
        var root = new ConfigurationBuilder().AddTomlFile(Path, optional: false).Build();
        return Assert.IsType<TomlConfigurationProvider>(Assert.Single(root.Providers));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
