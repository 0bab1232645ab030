using System.Collections.Immutable;

namespace Magister.Access.Tokens;

/// <summary>What a token allows.</summary>
internal enum TokenRole
{
    /// <summary>To look at everything that operators see, and to change nothing.</summary>
    Read,

    /// <summary>To read and to control the fleet.</summary>
    Operate,
}

/// <summary>Roles as written by people and in files.</summary>
internal static class TokenRoles
{
    public static readonly ImmutableArray<string> All = ["read", "operate"];

    public static string Word(TokenRole role) => All[(int)role];

    /// <summary>Null if there is no such role.</summary>
    public static TokenRole? Parse(string? word) => word is not null && All.IndexOf(word) is var at and >= 0 ? (TokenRole)at : null;
}
