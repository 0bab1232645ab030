namespace Magister.Torture.Kills;

/// <summary>What goes wrong with calls to Vast, changing every few seconds.</summary>
internal static class FaultMix
{
    private static readonly string[] Endpoints = ["search", "create", "list", "show", "destroy"];
    private static readonly string[] Moments = ["before", "after"];

    private static readonly string[] Kinds =
    [
        "too-many-requests", "internal-error", "unavailable", "proxy-page", "half-json", "empty-body", "success-false", "error-with-contract",
        "reset", "hang", "delay", "empty-list", "short-page",
    ];

    /// <summary>Three to eight rules, each of which strikes now and then.</summary>
    public static IEnumerable<object> Draw(Random random) =>
        Enumerable.Range(0, random.Next(3, 9)).Select(_ => Rule(random, Kinds[random.Next(Kinds.Length)])).ToList();

    private static object Rule(Random random, string kind)
    {
        var endpoint = kind switch
        {
            "error-with-contract" => "create",
            "empty-list" or "short-page" => "list",
            _ => Endpoints[random.Next(Endpoints.Length)],
        };
        return new
        {
            kind,
            endpoint,
            moment = SaysNothingHappened(kind) && endpoint == "create" ? "before" : Moments[random.Next(2)],
            probability = 0.02 + (0.18 * random.NextDouble()),
            delay = FormattableString.Invariant($"{0.05 + (0.25 * random.NextDouble()):0.00}s"),
            threshold = kind == "too-many-requests" && random.Next(2) == 0 ? 0.2 : (double?)null,
        };
    }

    // For a rent, these state explicitly that there was none. A Vast that rents nevertheless lies, and no client can tell.
    private static bool SaysNothingHappened(string kind) => kind is "too-many-requests" or "success-false";
}
