using System.Collections.Immutable;
using Magister.Toml;

namespace Magister.Configuration;

/// <summary>Where settings come from: the file, overridden by the environment.</summary>
internal sealed class SettingsSources
{
    private readonly IConfigurationRoot root;
    private readonly EnvironmentSource.Provider environment;
    private readonly TomlConfigurationProvider? file;

    private SettingsSources(IConfigurationRoot root)
    {
        this.root = root;
        environment = root.Providers.OfType<EnvironmentSource.Provider>().Single();
        file = root.Providers.OfType<TomlConfigurationProvider>().SingleOrDefault();
    }

    /// <summary>The file's path, as given; null if there is none.</summary>
    public string? File => file is not null && FileKeys.Count > 0 ? file.File : null;

    /// <summary>The keys of the file, in its order.</summary>
    public IReadOnlyList<string> FileKeys => file?.Keys ?? [];

    /// <summary>The variables that are set, known or not.</summary>
    public IEnumerable<string> VariableNames => environment.Names;

    /// <summary>Reads both.</summary>
    /// <exception cref="TomlFileException">The file does not parse.</exception>
    /// <exception cref="IOException">The file cannot be read, or is missing although it was named.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static SettingsSources Load(string path, bool isOptional, IReadOnlyDictionary<string, string> environment)
    {
        var builder = new ConfigurationBuilder().Add(new TomlConfigurationSource(path, isOptional));
        return new SettingsSources(builder.Add(new EnvironmentSource(environment)).Build());
    }

    /// <summary>Reads only the environment.</summary>
    public static SettingsSources OfEnvironment(IReadOnlyDictionary<string, string> environment) =>
        new(new ConfigurationBuilder().Add(new EnvironmentSource(environment)).Build());

    /// <summary>The single value of a path, from the environment or else the file; null if nothing is set.</summary>
    public string? Value(string path) => root[path];

    /// <summary>The value of a variable that is not an alternative name of a key.</summary>
    public string? Variable(string name) => root[EnvironmentSource.PathOf(name)];

    /// <summary>A value that only the file has.</summary>
    public string? FileValue(string path) => file is not null && file.TryGet(path, out var value) ? value : null;

    /// <summary>
    /// The values of a list. A single value, which is all that the environment can have, takes precedence over the items of the file and is
    /// split at commas.
    /// </summary>
    public ImmutableArray<SettingItem> Items(SettingKey key)
    {
        if (Value(key.Path) is { } single)
        {
            return [.. single.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text => new SettingItem(key.Path, text))];
        }

        return [.. Children(key.Path).Select(item => new SettingItem(item.Path, item.Value))];
    }

    /// <summary>What the file has below a path, in order.</summary>
    public IEnumerable<IConfigurationSection> Children(string path) => root.GetSection(path).GetChildren();

    /// <summary>Whether the value of a path comes from a variable.</summary>
    public bool IsFromVariable(string path) => environment.VariableOf(path) is not null;

    /// <summary>Where a value is, for messages: <c>HTTP_PORT</c>, or <c>magister.toml:3:13</c>.</summary>
    public string? OriginOf(string path)
    {
        if (environment.VariableOf(path) is { } variable) return variable;
        return file?.PositionOf(path) is { } position ? At(position) : null;
    }

    /// <summary>Where a key of the file is.</summary>
    public string OriginOfKey(string path) => file?.KeyPositionOf(path) is { } position ? At(position) : path;

    private string At(TomlPosition position) => $"{file!.File}:{position.Line}:{position.Column}";
}

/// <summary>One value of a list; its text is null if it is not a single value, such as a table.</summary>
internal sealed record SettingItem(string Path, string? Text);
