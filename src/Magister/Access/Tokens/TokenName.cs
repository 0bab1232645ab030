using System.Text.RegularExpressions;

namespace Magister.Access.Tokens;

/// <summary>The rules for a token's name, which make it safe for logs, cookies and terminals.</summary>
internal static partial class TokenName
{
    public const string Wanted = "1 to 64 letters (a-z, A-Z), digits and - _ . @";

    /// <summary>What is wrong with a name; null if nothing is.</summary>
    public static string? Objection(string? name) =>
        name is null || !Pattern().IsMatch(name) ? $"a name must be {Wanted}"
        : string.Equals(name, AccessToken.OperatorName, StringComparison.OrdinalIgnoreCase) ? $"{AccessToken.OperatorName} is what the configuration's operator_token is called"
        : null;

    [GeneratedRegex(@"\A[A-Za-z0-9_.@-]{1,64}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
