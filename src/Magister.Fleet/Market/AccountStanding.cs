namespace Magister.Fleet.Market;

/// <summary>The account's credit (<c>show_user.yaml</c>). At 0 Vast stops every instance of the account.</summary>
/// <param name="Credit">USD.</param>
/// <param name="AccountId">Whose it is; null if Vast did not say.</param>
public sealed record AccountStanding(double Credit, long? AccountId = null)
{
    /// <summary>Whether instances can run at all.</summary>
    public bool CanPay => Credit > 0;
}
