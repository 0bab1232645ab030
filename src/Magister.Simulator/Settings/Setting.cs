namespace Magister.Simulator.Settings;

/// <summary>A setting, by its name on the command line, in a config file and in the admin API.</summary>
/// <param name="Name">Its name, with hyphens; JSON may write underscores.</param>
/// <param name="Value">The form of its value.</param>
/// <param name="Help">What it does, and its default.</param>
/// <param name="Apply">Puts a value into the options, or throws a <see cref="FormatException"/> that says what is expected.</param>
internal sealed record Setting(string Name, string Value, string Help, Func<SimulatorOptions, string, SimulatorOptions> Apply)
{
    /// <summary>Whether it applies only at the start.</summary>
    public bool AtStartOnly { get; init; }
}
