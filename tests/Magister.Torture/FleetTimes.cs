namespace Magister.Torture;

/// <summary>The times that Magister is given, and what follows from them.</summary>
internal sealed record FleetTimes
{
    /// <summary>While no instance of ours is listed, three lists must show none before an uncertain rent is given up.</summary>
    private static readonly TimeSpan ProofOfAbsence = 2 * TimeSpan.FromSeconds(5);

    public TimeSpan Polling { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>More than the sum of the longest list lag and the longest delay of a call before its effect.</summary>
    public TimeSpan ConsistencyWindow { get; init; } = TimeSpan.FromSeconds(1.2);

    public TimeSpan VerificationTimeout { get; init; } = TimeSpan.FromSeconds(8);

    public TimeSpan UnhealthyGrace { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan HttpTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The least gap between rents, and between destroys.</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.FromSeconds(0.15);

    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>
    /// How long a fleet may take to reach its number once Vast works again: what is uncertain is settled after the window, unhealthy or silent
    /// instances have their grace or deadline, each replacement takes a boot and a verify, and each call its gap; all of it once more for
    /// replacements that fail too.
    /// </summary>
    /// <param name="number">How many instances.</param>
    /// <param name="ran">How long Magister has met with failures: no doubling wait has grown beyond that.</param>
    public TimeSpan Recovery(int number, TimeSpan ran) =>
        (2 * (VerificationTimeout + UnhealthyGrace + ConsistencyWindow + HttpTimeout + (2 * Polling)))
        + ProofOfAbsence + (4 * number * Gap) + (12 * FirstBackoff) + (2 * ran) + TimeSpan.FromSeconds(2);

    public IEnumerable<KeyValuePair<string, string>> Variables() =>
    [
        Seconds("TASK_POLLING_INTERVAL_SECS", Polling),
        Seconds("VAST_CONSISTENCY_WINDOW_SECS", ConsistencyWindow),
        Seconds("CONTEMPLANT_VERIFICATION_TIMEOUT_SECS", VerificationTimeout),
        Seconds("UNHEALTHY_GRACE_SECS", UnhealthyGrace),
        Seconds("VAST_HTTP_TIMEOUT_SECS", HttpTimeout),
        Seconds("VAST_API_CALL_BACKOFF_SECS", FirstBackoff),
        Seconds("VAST_RATE_LIMIT_CREATE_SECS", Gap),
        Seconds("VAST_RATE_LIMIT_DESTROY_SECS", Gap),
        Seconds("VAST_RATE_LIMIT_LIST_SECS", Gap / 3),
        Seconds("VAST_RATE_LIMIT_SEARCH_SECS", Gap),
        Seconds("MACHINE_COOLDOWN_SECS", TimeSpan.FromSeconds(0.5)),
    ];

    private static KeyValuePair<string, string> Seconds(string name, TimeSpan span) => new(name, FormattableString.Invariant($"{span.TotalSeconds}"));
}
