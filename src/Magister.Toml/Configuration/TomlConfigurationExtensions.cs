using Microsoft.Extensions.Configuration;

namespace Magister.Toml;

/// <summary>Adds TOML files to a configuration.</summary>
public static class TomlConfigurationExtensions
{
    /// <summary>Adds a TOML file; its values win over those of the sources added before.</summary>
    /// <param name="builder">The configuration to add to.</param>
    /// <param name="path">The path of the file; a relative one starts from the working directory.</param>
    /// <param name="optional">Whether the file may be missing.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <remarks>See <see cref="TomlConfigurationProvider"/> for what becomes of the values and which errors loading raises.</remarks>
    public static IConfigurationBuilder AddTomlFile(this IConfigurationBuilder builder, string path, bool optional)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return builder.Add(new TomlConfigurationSource(path, optional));
    }
}
