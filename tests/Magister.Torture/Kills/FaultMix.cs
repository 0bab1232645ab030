namespace Magister.Torture.Kills;

/// <summary>What goes wrong with calls to Vast: for some seconds this, for some seconds that.</summary>
internal static class FaultMix
{
    private static readonly string[] Endpoints = ["search", "create", "list", "show", "destroy"];
    private static readonly string[] Moments = ["before", "after"];

    private static readonly string[] Kinds =
    [
        "too_many_requests", "internal_error", "unavailable", "proxy_page", "half_json", "empty_body", "success_false", "error_with_contract",
        "reset", "hang", "delay", "empty_list", "short_page",
    ];

    /// <summary>Three to eight rules, each of which strikes now and then.</summary>
    public static IEnumerable<object> Draw(Random random) =>
        Enumerable.Range(0, random.Next(3, 9)).Select(_ => Rule(random, Kinds[random.Next(Kinds.Length)])).ToList();

    private static object Rule(Random random, string kind)
    {
        var endpoint = kind switch
        {
            "error_with_contract" => "create",
            "empty_list" or "short_page" => "list",
            _ => Endpoints[random.Next(Endpoints.Length)],
        };
        return new
        {
            kind,
            endpoint,
            moment = SaysNothingHappened(kind) && endpoint == "create" ? "before" : Moments[random.Next(2)],
            probability = 0.02 + (0.18 * random.NextDouble()),
            delay = FormattableString.Invariant($"{0.05 + (0.25 * random.NextDouble()):0.00}s"),
            threshold = kind == "too_many_requests" && random.Next(2) == 0 ? 0.2 : (double?)null,
        };
    }

    // Of a rent, these say in so many words that there was none. A Vast that rents all the same lies, and nobody can tell.
    private static bool SaysNothingHappened(string kind) => kind is "too_many_requests" or "success_false";
}
