using System.Collections.Immutable;

namespace Magister.Configuration;

/// <summary>
/// All settings. This table is the only source for the environment, the warnings about unknown keys and the test of the example
/// files.
/// </summary>
internal static class SettingKeys
{
    /// <summary>The prefix of the paths of all Contemplant settings.</summary>
    public const string ContemplantTable = "contemplant:";

    private const string Seconds = "a number of seconds";
    private const int MaxPort = 65535;
    private const int Hour = 3600;
    private const int Day = 86400;

    public static readonly SettingKey HttpPort = Fixed(Number("http_port", "a port", 1, MaxPort, "8555"));
    public static readonly SettingKey ThisMagisterAddr = Fixed(Simple(
        "this_magister_addr", "http(s)://host, optionally with a port, as Contemplants and Hierophant reach this Magister, without the word drop",
        required: true));
    public static readonly SettingKey HierophantIp = Fixed(Simple("hierophant_ip", "the host name or IP address of Hierophant", required: true));
    public static readonly SettingKey HierophantHttpPort = Fixed(Number("hierophant_http_port", "a port", 1, MaxPort, required: true));
    public static readonly SettingKey VastApiKey = Secret("vast_api_key", "the account's API key, without spaces") with { IsRequired = true };
    public static readonly SettingKey VastApiCallBackoff = Fixed(Number("vast_api_call_backoff_secs", Seconds, 0.1, Hour, "10"));
    public static readonly SettingKey TemplateHash =
        Simple("template_hash", "the hash of the Vast template to rent", required: true) with { Variables = ["TEMPLATE_HASH", "VAST_TEMPLATE_HASH"] };
    public static readonly SettingKey NumberInstances = Number("number_instances", "a whole number", 1, 100_000, required: true);
    public static readonly SettingKey MaxInstances = Number("max_instances", "a whole number of instances", 1, 100_000);
    public static readonly SettingKey MaxCostPerDay = Number("max_cost_per_day", "USD a day for the whole fleet,", 0.001, 1_000_000);
    public static readonly SettingKey MaxCostPerMonth = Number("max_cost_per_month", "USD a month for the whole fleet,", 0.001, 10_000_000);
    public static readonly SettingKey MaxCostPerHour = Number("max_cost_per_hour", "USD an hour for the whole fleet,", 0.001, 1_000_000);
    public static readonly SettingKey OverBudget = Simple("over_budget", "hold or drain", "hold");
    public static readonly SettingKey TaskPollingInterval = Number("task_polling_interval_secs", Seconds, 0.1, Day, "30");
    public static readonly SettingKey VerificationTimeout = Number("contemplant_verification_timeout_secs", Seconds, 1, Day, "180");
    public static readonly SettingKey BadHosts = Ids("bad_hosts", "host");
    public static readonly SettingKey BadMachines = Ids("bad_machines", "machine");
    public static readonly SettingKey GoodHosts = Ids("good_hosts", "host");
    public static readonly SettingKey GoodMachines = Ids("good_machines", "machine");
    public static readonly SettingKey ReplaceBeforeEnd = Number("replace_before_end_secs", "a number of seconds (0: never)", 0, 7 * Day, "600");
    public static readonly SettingKey ReplaceWhenCheaper = Number("replace_when_cheaper", "a fraction (0.2: a fifth)", 0.01, 0.9);
    public static readonly SettingKey OfferOrder = Simple("offer_order", "score, price or value", "score");
    public static readonly SettingKey RentType = Simple("rent_type", "on-demand or interruptible", "on-demand");
    public static readonly SettingKey BidPerHour = Number("bid_per_hour", "USD an hour that is bid for an instance,", 0.001, 1000);
    public static readonly SettingKey VastBaseUrl = Fixed(Simple("vast_base_url", "an http or https address", "https://console.vast.ai"));
    public static readonly SettingKey VastHttpTimeout = Fixed(Number("vast_http_timeout_secs", Seconds, 0.1, 600, "30"));
    public static readonly SettingKey ConsistencyWindow = Number("vast_consistency_window_secs", Seconds, 0, Hour, "30");
    public static readonly SettingKey MachineCooldown = Number("machine_cooldown_secs", Seconds, 0, Day, "600");
    public static readonly SettingKey UnhealthyGrace = Number("unhealthy_grace_secs", Seconds, 0, Day, "120");
    public static readonly SettingKey ContemplantSilence = Number("contemplant_silence_secs", Seconds, 1, Day, "300");
    public static readonly SettingKey ContemplantDown = Number("contemplant_down_secs", Seconds, 1, Day, "180");
    public static readonly SettingKey HierophantWatch = Number("hierophant_watch_secs", "a whole number of seconds (0: never)", 0, Day, "0");
    public static readonly SettingKey HierophantAbsence = Number("hierophant_absence_secs", Seconds, 1, Day, "180");
    public static readonly SettingKey CreditFloor = Number("credit_floor", "USD, a number", 0, 1_000_000);
    public static readonly SettingKey BreakerFailures = Number("breaker_failures", "a whole number", 0, 1000, "3");
    public static readonly SettingKey BreakerLongestPause = Number("breaker_longest_pause_secs", Seconds, 60, Day, "1800");
    public static readonly SettingKey ProvisioningTimeout = Number("provisioning_timeout_secs", Seconds, 1, Day);
    public static readonly SettingKey LoadingTimeout = Number("loading_timeout_secs", Seconds, 1, Day);
    public static readonly SettingKey StateDir = Fixed(Simple("state_dir", "a directory", "state"));
    public static readonly SettingKey Journal = Secret("journal", "postgres://user:password@host/database, of a database that several Magisters share (unset: state_dir)");
    public static readonly SettingKey Fleet = Fixed(Simple("fleet", "the fleet's name in that database, of letters, digits, '.', '_' and '-'", "default"));
    public static readonly SettingKey LeaderLease = Fixed(Number("leader_lease_secs", Seconds, 2, 300, "10"));
    public static readonly SettingKey EvidenceMib = Fixed(Number("evidence_mib", "a whole number of MiB (0: none is kept)", 0, 10_000, "64"));
    public static readonly SettingKey WatchConfig = Fixed(Simple("watch_config", "true or false", "false"));
    public static readonly SettingKey LogLevel = Simple("log_level", "trace, debug, info, warn or error", "info");
    public static readonly SettingKey LogFormat = Fixed(Simple("log_format", "text or json", "text"));

    public static readonly SettingKey EndpointSecret = Secret("endpoint_secret", "at least 16 random printable characters without spaces");
    public static readonly SettingKey OperatorToken = Secret("operator_token", "at least 16 random printable characters without spaces");
    public static readonly SettingKey TokensFile = Fixed(Simple("tokens_file", "the path of the file that magister token writes"));
    public static readonly SettingKey AdminAddr = Fixed(Simple("admin_addr", "host:port, ip:port, [ipv6]:port or :port, with another port than http_port's"));
    public static readonly SettingKey DropAllowedFrom =
        Simple("drop_allowed_from", "a list of IP addresses, networks such as 203.0.113.0/24 and the word hierophant") with { IsList = true };

    public static readonly SettingKey PulseInterval = Number("contemplant_pulse_secs", "a whole number of seconds (0: no watch)", 0, Hour, "60");
    public static readonly SettingKey AbandonedAfter = Number("abandoned_after_hours", "a number of hours (0: never)", 0, 720, "0");

    public static readonly SettingKey NotifyUrl = Secret("notify_url", "an http or https address that takes a POST of JSON");
    public static readonly SettingKey NotifyShortAfter = Number("notify_short_after_secs", Seconds, 1, 7 * Day, "900");
    public static readonly SettingKey NotifyCreditBelow = Number("notify_credit_below", "USD, a number", 0, 1_000_000);

    public static readonly SettingKey GpuName =
        Query(Simple("gpu_name", "one GPU name or several, as Vast writes them", required: true)) with { IsList = true };
    public static readonly SettingKey CostPerHour = Query(Number("cost_per_hour", "the most an instance may cost, USD an hour,", 0.001, 1000, required: true));
    public static readonly SettingKey DiskSpace = Query(Number("disk_space", "GB of disk to rent,", 8, 1_000_000, "16"));
    public static readonly SettingKey AllocatedStorage = Query(Number("allocated_storage", "GB of disk that the price is shown for,", 1, 1_000_000));
    public static readonly SettingKey Reliability = Query(Number("reliability", "a number", 0, 1));
    public static readonly SettingKey MinCudaVersion = Query(Simple("min_cuda_version", "a version such as 12.4"));
    public static readonly SettingKey GpuRam = Query(Number("gpu_ram", "GB of memory a GPU has,", 1, 100_000));
    public static readonly SettingKey Duration = Query(Number("duration", "seconds that the machine is available,", 0, 1_000_000_000));

    public static readonly SettingKey NumGpus = Query(Number("num_gpus", "the least number of GPUs, or a list of numbers,", 1, 1000)) with { IsList = true };
    public static readonly SettingKey Geolocation = Query(Simple("geolocation", "a list of country codes of two letters")) with { IsList = true };
    public static readonly SettingKey InetDown = Query(Number("inet_down", "Mb/s", 0, 1_000_000));
    public static readonly SettingKey InetUp = Query(Number("inet_up", "Mb/s", 0, 1_000_000));
    public static readonly SettingKey CpuRam = Query(Number("cpu_ram", "GB of memory the machine has,", 1, 100_000));
    public static readonly SettingKey ComputeCap = Query(Number("compute_cap", "the least compute capability times 100 (890 for 8.9),", 100, 10_000));
    public static readonly SettingKey StaticIp = Query(Simple("static_ip", "true or false"));
    public static readonly SettingKey Also =
        Query(Simple("also", "a table of Vast's fields with a comparison each, in the variable as JSON: {\"dlperf\": {\"gte\": 20}}")) with { IsTable = true };

    public static readonly SettingKey CreateGap = Gap("create_secs", "4.5");
    public static readonly SettingKey DestroyGap = Gap("destroy_secs", "3.0");
    public static readonly SettingKey ListGap = Gap("list_secs", "1.0");
    public static readonly SettingKey SearchGap = Gap("search_secs", "6.0");
    public static readonly SettingKey LabelGap = Gap("label_secs", "1.0");
    public static readonly SettingKey LogsGap = Gap("logs_secs", "2.0");
    public static readonly SettingKey AccountGap = Gap("account_secs", "2.0");

    public static readonly SettingKey ContemplantName = Contemplant(
        "CONTEMPLANT_NAME", Simple("contemplant_name", "the name that Contemplants give themselves"));
    public static readonly SettingKey ContemplantHttpPort = Contemplant("CONTEMPLANT_HTTP_PORT", Number("http_port", "a port", 1, MaxPort, "9011"));
    public static readonly SettingKey Heartbeat = Contemplant(
        "CONTEMPLANT_HEARTBEAT_INTERVAL_SECONDS", Number("heartbeat_interval_seconds", "a whole number of seconds", 1, Day, "30"));
    public static readonly SettingKey MaxProofsStored = Contemplant(
        "CONTEMPLANT_MAX_PROOFS_STORED", Number("max_proofs_stored", "a whole number", 1, 1_000_000, "2"));
    public static readonly SettingKey MoongateLogPath = Contemplant(
        "CONTEMPLANT_MOONGATE_LOG_PATH", Simple("moongate_log_path", "a path on the instance", "./moongate.log"));
    public static readonly SettingKey WatcherPolling = Contemplant(
        "CONTEMPLANT_WATCHER_POLLING_INTERVAL_MS", Number("watcher_polling_interval_ms", "a whole number of milliseconds", 1, 1000 * Day, "2000"));
    public static readonly SettingKey SshAuthorizedKeys = Fixed(Contemplant(
        "CONTEMPLANT_SSH_AUTHORIZED_KEYS",
        Simple("ssh_authorized_keys", "public keys, one a line (in the variable a literal \\n is a line break)") with { IsSecret = true }));
    public static readonly SettingKey ProverType = Contemplant("CONTEMPLANT_PROVER_TYPE", Simple("prover_type", "what an older Contemplant proves with", "cpu"));
    public static readonly SettingKey MoongateEndpoint =
        Contemplant("", Simple("moongate_endpoint", "the address of a moongate server")) with { Variables = ["CONTEMPLANT_MOONGATE_ENDPOINT", "MOONGATE_ENDPOINT"] };

    /// <summary>The settings that occur once in the file, in the order of the examples.</summary>
    public static readonly ImmutableArray<SettingKey> All =
    [
        HttpPort, ThisMagisterAddr, HierophantIp, HierophantHttpPort, VastApiKey, VastApiCallBackoff, TemplateHash, NumberInstances, MaxInstances, MaxCostPerHour, MaxCostPerDay, MaxCostPerMonth, OverBudget,
        TaskPollingInterval, VerificationTimeout, BadHosts, BadMachines, GoodHosts, GoodMachines, OfferOrder, ReplaceBeforeEnd, ReplaceWhenCheaper, RentType, BidPerHour, VastBaseUrl, VastHttpTimeout,
        ConsistencyWindow, MachineCooldown, UnhealthyGrace, PulseInterval, ContemplantSilence, ContemplantDown, AbandonedAfter, HierophantWatch,
        HierophantAbsence, CreditFloor, BreakerFailures, BreakerLongestPause, ProvisioningTimeout, LoadingTimeout, EndpointSecret, OperatorToken, TokensFile, AdminAddr, DropAllowedFrom,
        NotifyUrl, NotifyShortAfter, NotifyCreditBelow, StateDir, Journal, Fleet, LeaderLease, EvidenceMib, WatchConfig, LogLevel, LogFormat,
        GpuName, CostPerHour, DiskSpace, AllocatedStorage, Reliability, MinCudaVersion, GpuRam, Duration,
        NumGpus, Geolocation, InetDown, InetUp, CpuRam, ComputeCap, StaticIp, Also,
        CreateGap, DestroyGap, ListGap, SearchGap, LabelGap, LogsGap, AccountGap,
        ContemplantName, ContemplantHttpPort, Heartbeat, MaxProofsStored, MoongateLogPath, WatcherPolling, SshAuthorizedKeys, ProverType,
        MoongateEndpoint,
    ];

    /// <summary>The settings on which all Magisters of a fleet must agree: how many of what, from which account, for whom.</summary>
    public static readonly ImmutableArray<SettingKey> LedWith =
    [
        ThisMagisterAddr, HierophantIp, HierophantHttpPort, VastApiKey, VastBaseUrl, TemplateHash, NumberInstances, .. All.Where(key => key.Path.StartsWith("vast_query:", StringComparison.Ordinal)),
    ];

    private static SettingKey Simple(string path, string wanted, string? byDefault = null, bool required = false) => new()
    {
        Path = path,
        Variables = [path.ToUpperInvariant()],
        Wanted = wanted,
        Default = byDefault,
        IsRequired = required,
    };

    private static SettingKey Number(string path, string what, double min, double max, string? byDefault = null, bool required = false) =>
        Simple(path, $"{what} from {min} to {max}", byDefault, required) with { Min = min, Max = max };

    private static SettingKey Secret(string path, string wanted) =>
        Simple(path, wanted) with { IsSecret = true, IsFixed = true, FileVariable = $"{path.ToUpperInvariant()}_FILE" };

    private static SettingKey Ids(string path, string what) => Simple(path, $"a list of {what} ids, whole numbers of at least 0") with { IsList = true };

    private static SettingKey Query(SettingKey key) => Below("vast_query", $"VAST_QUERY_{key.Variables[0]}", key);

    private static SettingKey Gap(string name, string byDefault) => Fixed(Below(
        "vast_rate_limits", $"VAST_RATE_LIMIT_{name.ToUpperInvariant()}",
        Number(name, "the least number of seconds between two calls (0: no limit),", 0, Hour, byDefault)));

    private static SettingKey Fixed(SettingKey key) => key with { IsFixed = true };

    private static SettingKey Contemplant(string variable, SettingKey key) => Below("contemplant", variable, key);

    private static SettingKey Below(string table, string variable, SettingKey key) => key with { Path = $"{table}:{key.Path}", Variables = [variable] };
}
