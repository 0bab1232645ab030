using Microsoft.Extensions.Configuration;

namespace Magister.Toml;

/// <summary>A TOML file as a source of configuration.</summary>
/// <param name="Path">The path of the file; a relative one starts from the working directory.</param>
/// <param name="IsOptional">Whether the file may be missing.</param>
public sealed record TomlConfigurationSource(string Path, bool IsOptional) : IConfigurationSource
{
    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new TomlConfigurationProvider(this);
}
