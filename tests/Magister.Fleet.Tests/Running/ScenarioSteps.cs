using Magister.Fleet.Market;

namespace Magister.Fleet.Tests.Running;

/// <summary>Steps that scenarios share.</summary>
internal static class ScenarioSteps
{
    /// <summary>At that time a list is due and is answered immediately.</summary>
    public static Scenario Listing(this Scenario scenario, double seconds, params ListedInstance[] rows) => scenario.At(seconds).Listed(rows);
}
