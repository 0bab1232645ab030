using System.Text.Json;
using Magister.Fleet.Market;
using Magister.Vast.Sending;
using Magister.Vast.Wire;

namespace Magister.Vast.Calls;

/// <summary>Asks for the account's credit (<c>show_user.yaml</c>).</summary>
public sealed class AccountCall : VastCall<AccountStanding>
{
    internal static readonly Endpoint Account = new("account", settings => settings.AccountGap);

    internal override Endpoint Endpoint => Account;

    internal override VastRequest Next { get; } = new(HttpMethod.Get, "api/v0/users/current/", []);

    internal override Outcome<AccountStanding> Take(Exchange exchange, Reading reading) => Questions.Interpret(exchange, Read);

    // Vast's documentation names a balance, its own client also a credit; either can pay.
    private static Outcome<AccountStanding>? Read(JsonElement body)
    {
        var fields = new JsonFields(body);
        double?[] sums = [fields.Number("balance"), fields.Number("credit")];
        return fields.FirstBroken is null && sums.Max() is { } highest ? new Outcome<AccountStanding>.Done(new AccountStanding(highest, JsonFields.TryId(body, "id", out var id) ? id : null)) : null;
    }
}
