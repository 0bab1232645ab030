using Magister.Simulator;
using Magister.Simulator.Callers;
using Magister.Simulator.Http;
using Magister.Simulator.Market;

namespace Magister.Tests.EndToEnd;

/// <summary>A simulated Vast and a folder in which a test can run Magister against it any number of times.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("magister-test-");
    private readonly List<MagisterProcess> started = [];

    private World(SimulatorHost vast) => Vast = vast;

    public SimulatorHost Vast { get; }

    public int Port { get; } = FreePort.Find();

    public string Address => $"http://127.0.0.1:{Port}";

    public string StateDirectory => Path.Combine(directory.FullName, "state");

    public string WorkingDirectory => directory.FullName;

    /// <summary>Fast and without limits: boots take a tenth of a second, and Magister looks every half second.</summary>
    public static async Task<World> CreateAsync(Func<SimulatorOptions, SimulatorOptions>? change = null)
    {
        var options = new SimulatorOptions
        {
            Market = new MarketOptions { Boot = DurationRange.Seconds(0.05, 0.15), Offers = 300 },
            Desk = new DeskOptions { Limits = new RateLimitOptions { Enabled = false } },
            Callers = new CallerOptions { ReadOnstart = true, RetryDelay = TimeSpan.FromMilliseconds(200) },
        };
        return new World(await SimulatorHost.StartAsync(change?.Invoke(options) ?? options));
    }

    /// <summary>The variables of an ordinary run, with the test's changes.</summary>
    public Dictionary<string, string> Environment(int number, params (string Name, string Value)[] changes)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HTTP_PORT"] = Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["THIS_MAGISTER_ADDR"] = "http://127.0.0.1",
            ["HIEROPHANT_IP"] = "127.0.0.1",
            ["HIEROPHANT_HTTP_PORT"] = "9010",
            ["VAST_API_KEY"] = "simulator-key",
            ["TEMPLATE_HASH"] = "4e17788f74f075dd9aab7d0d4427968f",
            ["NUMBER_INSTANCES"] = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["VAST_QUERY_GPU_NAME"] = "RTX 4090, RTX 3090, RTX 5090",
            ["VAST_QUERY_COST_PER_HOUR"] = "100",
            ["VAST_BASE_URL"] = Vast.BaseAddress.ToString(),
            ["VAST_CONSISTENCY_WINDOW_SECS"] = "1",
            ["TASK_POLLING_INTERVAL_SECS"] = "0.5",
            ["CONTEMPLANT_VERIFICATION_TIMEOUT_SECS"] = "20",
            ["UNHEALTHY_GRACE_SECS"] = "1",
            ["LOG_LEVEL"] = "debug",
        };
        foreach (var gap in new[] { "CREATE", "DESTROY", "LIST", "SEARCH", "LOGS" }) environment[$"VAST_RATE_LIMIT_{gap}_SECS"] = "0";
        foreach (var (name, value) in changes) environment[name] = value;
        return environment;
    }

    /// <summary>Starts Magister and waits for its port.</summary>
    public async Task<MagisterProcess> StartAsync(int number, params (string Name, string Value)[] changes)
    {
        var magister = Start(number, changes);
        await magister.AnswersAsync();
        return magister;
    }

    /// <summary>Starts Magister without waiting for anything.</summary>
    public MagisterProcess Start(int number, params (string Name, string Value)[] changes)
    {
        var magister = MagisterProcess.Start(Environment(number, changes), directory.FullName);
        started.Add(magister);
        return magister;
    }

    /// <summary>Waits until exactly that many of ours are alive and verified, and Magister says the same.</summary>
    public Task SettlesAsync(MagisterProcess magister, int number, double seconds = 30) => Eventually.IsTrueAsync(
        $"{number} instances are alive, verified and known",
        async () => Ours().Count() == number && Verified() && await KnownAsync(magister, number),
        seconds,
        () => magister.Output);

    /// <summary>Living instances that were rented by this world's Magister.</summary>
    public IEnumerable<InstanceRecord> Ours() => Vast.Market.Alive().Where(instance => instance.DropEndpoint?.StartsWith(Address + "/", StringComparison.Ordinal) is true);

    public async ValueTask DisposeAsync()
    {
        foreach (var magister in started) await magister.DisposeAsync();
        await Vast.DisposeAsync();
        directory.Delete(recursive: true);
    }

    private bool Verified()
    {
        var verified = Vast.Market.Truth().CallerCalls.Where(call => call is { Kind: CallKind.Verify, Succeeded: true }).Select(call => call.InstanceId).ToHashSet();
        return Ours().All(instance => verified.Contains(instance.InstanceId));
    }

    private async Task<bool> KnownAsync(MagisterProcess magister, int number)
    {
        var summary = await magister.SummaryAsync();
        var ids = summary.GetProperty("instance_overview").EnumerateArray().Select(row => row.GetProperty("instance_id").GetInt64()).ToHashSet();
        return summary.GetProperty("num_instances").GetInt32() == number && ids.SetEquals(Ours().Select(instance => instance.InstanceId));
    }
}
