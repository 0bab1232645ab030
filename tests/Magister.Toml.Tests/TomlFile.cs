using System.Text;
using Microsoft.Extensions.Configuration;

namespace Magister.Toml.Tests;

/// <summary>A file with the given content for the duration of one test.</summary>
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

    public IConfigurationRoot Build() => Build(Path, isOptional: false);

    public static IConfigurationRoot Build(string path, bool isOptional) =>
        new ConfigurationBuilder().Add(new TomlConfigurationSource(path, isOptional)).Build();

    public TomlConfigurationProvider Load() => Assert.IsType<TomlConfigurationProvider>(Assert.Single(Build().Providers));

    public void Dispose() => folder.Delete(recursive: true);
}
