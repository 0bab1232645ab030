using Magister.Fleet;

namespace Magister.Configuration;

/// <summary>The most that the fleet may number and cost.</summary>
internal static class BudgetReading
{
    private const double HoursOfDay = 24;
    private const double HoursOfMonth = 31 * HoursOfDay;

    /// <returns>The settings with their limits.</returns>
    public static FleetSettings Read(SettingsReader reader, FleetSettings fleet)
    {
        var most = reader.Integer(SettingKeys.MaxInstances);
        if (most > 0 && most < fleet.NumberInstances) reader.Reject($"{SettingKeys.MaxInstances.Names} is {most}, below {SettingKeys.NumberInstances.Names}, {fleet.NumberInstances}: raise the one or lower the other");
        var perHour = reader.Number(SettingKeys.MaxCostPerHour);
        if (perHour < fleet.Query.CostPerHour) reader.Warn($"{SettingKeys.MaxCostPerHour.Names} is {perHour}, below {SettingKeys.CostPerHour.Names}, {fleet.Query.CostPerHour}: what one instance may cost is more than the fleet may, so the dearer offers are never rented");
        var (perDay, perMonth) = (reader.Number(SettingKeys.MaxCostPerDay), reader.Number(SettingKeys.MaxCostPerMonth));
        WarnOfLittle(reader, SettingKeys.MaxCostPerDay, perDay, fleet.Query.CostPerHour * HoursOfDay, "day");
        WarnOfLittle(reader, SettingKeys.MaxCostPerMonth, perMonth, fleet.Query.CostPerHour * HoursOfMonth, "month");
        var drains = reader.Word(SettingKeys.OverBudget, ["hold", "drain"]) is "drain";
        if (drains && perDay is null && perMonth is null) reader.Warn($"{SettingKeys.OverBudget.Names} is drain, and there is neither {SettingKeys.MaxCostPerDay.Names} nor {SettingKeys.MaxCostPerMonth.Names}: nothing is ever drained for it");
        return fleet with { MaxInstances = most > 0 ? most : null, MaxCostPerHour = perHour, MaxCostPerDay = perDay, MaxCostPerMonth = perMonth, DrainsOverBudget = drains };
    }

    private static void WarnOfLittle(SettingsReader reader, SettingKey key, double? budget, double one, string period)
    {
        if (budget < one) reader.Warn($"{key.Names} is {budget}, and one instance at {SettingKeys.CostPerHour.Names} costs {one:0.##} in a whole {period}: nothing may be rented until late in it");
    }
}
