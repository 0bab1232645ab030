using System.Collections.Immutable;
using Magister.Fleet.Market;

namespace Magister.Cli.Checks;

/// <summary>What one call showed about a right.</summary>
/// <param name="Scope">The right, by Vast's name for it.</param>
/// <param name="Call">The call that needs it.</param>
/// <param name="Has">Whether the key has it; null if the call does not show that.</param>
/// <param name="Refusal">Vast's message if the key does not have it.</param>
internal sealed record KeyRight(string Scope, string Call, bool? Has, string? Refusal)
{
    public static KeyRight Interpret<T>(string scope, string call, Outcome<T> outcome) => outcome switch
    {
        Outcome<T>.Done => new(scope, call, true, null),
        Outcome<T>.Unauthorised(var reason) => new(scope, call, false, reason),
        _ => new(scope, call, null, null),
    };
}

/// <summary>
/// What the key may do. Vast does not show a key's rights, so each is known only through a call that needs it; the right to rent and destroy
/// cannot be tested free of charge.
/// </summary>
internal sealed class KeyRights(ImmutableArray<KeyRight> shown)
{
    public const string Check = "rights";

    private const string NotTried = "instance_write, to rent and destroy, is not tried here";

    public bool IsKeyAccepted => shown.Any(right => right.Has is true);

    public OnlineFinding Finding
    {
        get
        {
            string[] words = [Text("has", true), Text("lacks", false), Text("cannot tell about", null), NotTried];
            var result = shown.Any(right => right.Has is false) ? OnlineFinding.Failed : shown.Any(right => right.Has is null) ? OnlineFinding.Unknown : OnlineFinding.Ok;
            return new(Check, result, string.Join("; ", words.Where(word => word.Length > 0)));
        }
    }

    private string Text(string beginning, bool? has)
    {
        var those = shown.Where(right => right.Has == has).GroupBy(right => right.Scope, (scope, rights) => $"{scope} ({string.Join(", ", rights.Select(Text))})");
        var words = string.Join(", ", those);
        return words.Length == 0 ? "" : $"{beginning} {words}";
    }

    private static string Text(KeyRight right) => right.Refusal is { } refusal ? $"{right.Call}: {refusal}" : right.Call;
}
