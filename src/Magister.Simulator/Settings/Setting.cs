namespace Magister.Simulator.Settings;

/// <summary>A setting by its name on the command line, in a config file and in the admin API.</summary>
/// <param name="Name">Its name, with hyphens; JSON may write underscores.</param>
/// <param name="Value">What its value looks like.</param>
/// <param name="Help">What it does, and its default.</param>
/// <param name="Apply">Puts a value into the options, or says by a <see cref="FormatException"/> what is wanted.</param>
internal sealed record Setting(string Name, string Value, string Help, Func<SimulatorOptions, string, SimulatorOptions> Apply)
{
    /// <summary>Whether it counts at the start only.</summary>
    public bool AtStartOnly { get; init; }
}
