namespace Magister.Fleet.Planning;

/// <summary>
/// When the account's credit is used up, Vast stops all of its instances at once. The machines have not failed then: nothing is destroyed
/// for it, and nothing is rented.
/// </summary>
public static class CreditRule
{
    /// <summary>Whether every instance is stopped.</summary>
    public static bool AllStopped(FleetState fleet) => !fleet.Leases.IsEmpty && fleet.Index.Stopped.Count == fleet.Leases.Count;

    /// <summary>Whether Vast has reported the account's credit since the last of them stopped.</summary>
    public static bool IsSettled(FleetState fleet) =>
        fleet.Account is { } account && fleet.Index.Stopped is { IsEmpty: false } stopped && account.At.UtcTicks >= stopped.Max.UtcTicks;

    /// <summary>
    /// Whether that is because of the credit: by the account's standing or, while that is unknown, by their number, as a single one may well
    /// have been stopped by itself.
    /// </summary>
    public static bool IsUsedUp(FleetState fleet) =>
        AllStopped(fleet) && (IsSettled(fleet) ? !fleet.Account!.CanPay : fleet.Leases.Count > 1);

    /// <summary>The same in words.</summary>
    public static string Describe(FleetState fleet) => IsSettled(fleet)
        ? $"the account's credit is used up ({fleet.Account!.Credit:0.00} USD left), and Vast has stopped every instance"
        : "every instance is stopped, which Vast does when the account's credit is used up";
}
