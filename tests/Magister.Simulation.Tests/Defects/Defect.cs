namespace Magister.Simulation.Tests.Defects;

/// <summary>A mistake that could be made in Magister, planted to see whether the simulation finds it.</summary>
/// <param name="Name">A short name without spaces.</param>
/// <param name="What">A description of the mistake.</param>
/// <param name="File">Its file, relative to the repository's root.</param>
/// <param name="Before">The original text, which occurs once.</param>
/// <param name="After">The text with the mistake; <c>PLANTED</c> in it stands for whether this defect is switched on.</param>
internal sealed record Defect(string Name, string What, string File, string Before, string After)
{
    /// <summary>The environment variable that names the defect to switch on.</summary>
    public const string Variable = "MAGISTER_DEFECT";

    private const string Switch = "PLANTED";

    /// <summary>The source with this defect planted, inactive unless the variable names it.</summary>
    public string PlantIn(string source)
    {
        var at = source.IndexOf(Before, StringComparison.Ordinal);
        if (at < 0 || source.IndexOf(Before, at + 1, StringComparison.Ordinal) >= 0)
        {
            throw new InvalidOperationException($"The defect {Name} wants a text to occur once in {File}, and it does not: {Before}");
        }

        var planted = After.Replace(Switch, $"global::Magister.Fleet.Planted.Is(\"{Name}\")", StringComparison.Ordinal);
        return string.Concat(source.AsSpan(0, at), planted, source.AsSpan(at + Before.Length));
    }
}
