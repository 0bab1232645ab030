namespace Magister.Configuration;

/// <summary>
/// The environment as a source of configuration. An empty variable counts as not set. Variables that are not alternative names of keys in
/// the file are found under <c>$NAME</c>.
/// </summary>
internal sealed class EnvironmentSource(IReadOnlyDictionary<string, string> environment) : IConfigurationSource
{
    public const string RustLogVariable = "RUST_LOG";

    public IConfigurationProvider Build(IConfigurationBuilder builder) => new Provider(environment);

    /// <summary>The path of a variable that is not an alternative name of a key.</summary>
    public static string PathOf(string variable) => "$" + variable;

    internal sealed class Provider(IReadOnlyDictionary<string, string> environment) : ConfigurationProvider
    {
        private readonly Dictionary<string, string> variableByPath = new(StringComparer.OrdinalIgnoreCase);

        /// <summary>Every variable that is set, whether anything reads it or not.</summary>
        public IEnumerable<string> Names => environment.Where(variable => variable.Value.Length > 0).Select(variable => variable.Key);

        /// <summary>The variable that a path was read from.</summary>
        public string? VariableOf(string path) => variableByPath.GetValueOrDefault(path);

        public override void Load()
        {
            foreach (var key in SettingKeys.All)
            {
                foreach (var variable in key.Variables) Take(key.Path, variable);
                if (key.FileVariable is { } file) Take(PathOf(file), file);
            }

            foreach (var variable in ProverKeys.Variables) Take(PathOf(variable), variable);
            Take(PathOf(RustLogVariable), RustLogVariable);
        }

        private void Take(string path, string variable)
        {
            if (variableByPath.ContainsKey(path) || !environment.TryGetValue(variable, out var value) || value.Length == 0) return;
            variableByPath[path] = variable;
            Data[path] = value;
        }
    }
}
