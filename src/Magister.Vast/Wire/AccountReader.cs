using System.Text.Json;
using Magister.Fleet.Market;

namespace Magister.Vast.Wire;

/// <summary>Reads the account.</summary>
internal static class AccountReader
{
    /// <summary>
    /// Null where it says nothing of money. Vast's page names <c>balance</c>, its own client also <c>credit</c>; either can pay.
    /// </summary>
    public static AccountStanding? Read(JsonElement body)
    {
        var fields = new JsonFields(body);
        double?[] sums = [fields.Number("balance"), fields.Number("credit")];
        return fields.FirstBroken is null && sums.Max() is { } most ? new AccountStanding(most) : null;
    }
}
