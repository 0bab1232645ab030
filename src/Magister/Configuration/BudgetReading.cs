using System.Globalization;
using Magister.Fleet;

namespace Magister.Configuration;

/// <summary>What the fleet may be and cost at most.</summary>
internal static class BudgetReading
{
    /// <returns>The settings with their limits.</returns>
    public static FleetSettings Read(SettingsReader reader, FleetSettings fleet)
    {
        var most = reader.Integer(SettingKeys.MaxInstances);
        if (most > 0 && most < fleet.NumberInstances) reader.Reject(Text($"{SettingKeys.MaxInstances.Names} is {most}, below {SettingKeys.NumberInstances.Names}, {fleet.NumberInstances}: raise the one or lower the other"));
        var perHour = reader.Number(SettingKeys.MaxCostPerHour);
        if (perHour < fleet.Query.CostPerHour) reader.Warn(Text($"{SettingKeys.MaxCostPerHour.Names} is {perHour}, below {SettingKeys.CostPerHour.Names}, {fleet.Query.CostPerHour}: what one instance may cost is more than the fleet may, so the dearer offers are never rented"));
        return fleet with { MaxInstances = most > 0 ? most : null, MaxCostPerHour = perHour };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
