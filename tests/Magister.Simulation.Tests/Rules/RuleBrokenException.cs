namespace Magister.Simulation.Tests.Rules;

/// <summary>Magister did what it must not do, or failed to do what it must. Ends the run.</summary>
internal sealed class RuleBrokenException(string rule, string what) : Exception($"{rule}: {what}")
{
    public string Rule => rule;

    public string What => what;
}
