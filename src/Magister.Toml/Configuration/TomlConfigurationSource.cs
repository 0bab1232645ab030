using Microsoft.Extensions.Configuration;

namespace Magister.Toml;

/// <summary>A TOML file as a source of configuration.</summary>
/// <param name="path">The path of the file; a relative one starts from the working directory.</param>
/// <param name="optional">Whether the file may be missing.</param>
internal sealed class TomlConfigurationSource(string path, bool optional) : IConfigurationSource
{
    public string Path => path;

    public bool Optional => optional;

    public IConfigurationProvider Build(IConfigurationBuilder builder) => new TomlConfigurationProvider(this);
}
