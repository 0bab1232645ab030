using System.Collections.Immutable;
using Magister.Tests.EndToEnd;
using Magister.Torture.Journal;
using Magister.Torture.Market;
using Magister.Torture.Programs;

namespace Magister.Torture;

/// <summary>A simulated Vast, and a folder in which Magister is repeatedly started against it.</summary>
internal sealed class Trial : IAsyncDisposable
{
    private readonly ProgramProcess simulator;
    private readonly string magisterProgram;
    private readonly List<Life> lives = [];
    private MagisterRun? current;

    private Trial(string folder, string magisterProgram, ProgramProcess simulator, Uri vastAddress)
    {
        (Folder, this.magisterProgram, this.simulator) = (folder, magisterProgram, simulator);
        VastAddress = vastAddress;
        Vast = new VastAdmin(vastAddress);
        StateDirectory = Path.Combine(folder, "state");
    }

    public string Folder { get; }

    public VastAdmin Vast { get; }

    public FleetTimes Times { get; } = new();

    public string StateDirectory { get; init; }

    public string JournalPath => Path.Combine(StateDirectory, "journal.jsonl");

    public string Address => $"http://127.0.0.1:{Port}";

    /// <summary>Every start so far, in order.</summary>
    public ImmutableArray<Life> Lives => [.. lives];

    private Uri VastAddress { get; }

    private int Port { get; } = FreePort.Find();

    /// <param name="settings">Where the programs and the folder are.</param>
    /// <param name="name">The part's folder.</param>
    /// <param name="stateDirectory">Where the state is kept; null for the part's own folder.</param>
    /// <param name="arguments">The simulator's arguments, in addition to those that all parts share.</param>
    public static async Task<Trial> BeginAsync(TortureSettings settings, string name, string? stateDirectory, params string[] arguments)
    {
        var folder = Directory.CreateDirectory(Path.Combine(settings.Folder, name)).FullName;
        var port = FreePort.Find();
        string[] always = ["--port", $"{port}", "--seed", $"{settings.Seed}", "--read-onstart", "--offers", "600", "--search-cap", "600", "--retry-delay", "300ms"];
        var vast = ProgramProcess.Start(
            settings.SimulatorProgram, [.. always, .. arguments], ImmutableDictionary<string, string>.Empty, folder, Path.Combine(folder, "vast.log"));
        var trial = new Trial(folder, settings.MagisterProgram, vast, new Uri($"http://127.0.0.1:{port}/"))
        {
            StateDirectory = stateDirectory ?? Path.Combine(folder, "state"),
        };
        if (await Waiting.UntilAsync(trial.Vast.AnswersAsync, TimeSpan.FromSeconds(20)) is not null) return trial;
        await trial.DisposeAsync();
        throw new InvalidOperationException($"the simulator does not answer: {vast.Output}");
    }

    /// <summary>Starts Magister, without waiting for anything.</summary>
    /// <param name="number">How many instances it keeps.</param>
    /// <param name="more">Variables that override the usual ones.</param>
    /// <param name="port">The port on which it listens with these; null for the trial's own port.</param>
    /// <param name="log">The file to which its output is appended.</param>
    public MagisterRun Start(int number, IReadOnlyDictionary<string, string>? more = null, int? port = null, string log = "magister.log")
    {
        var environment = Variables(number);
        foreach (var (name, value) in more ?? ImmutableDictionary<string, string>.Empty) environment[name] = value;
        lives.Add(new Life(number, DateTimeOffset.UtcNow));
        var process = ProgramProcess.Start(magisterProgram, [], environment, Folder, Path.Combine(Folder, log));
        return current = new MagisterRun(process, port ?? Port);
    }

    /// <summary>Every fact that the journal holds now.</summary>
    public ImmutableArray<JournalFact> ReadJournal()
    {
        using var tail = new JournalTail(JournalPath);
        tail.Read();
        return [.. tail.Facts];
    }

    public async ValueTask DisposeAsync()
    {
        if (current is not null) await current.DisposeAsync();
        await simulator.DisposeAsync();
        Vast.Dispose();
    }

    private Dictionary<string, string> Variables(int number) => new(Times.Variables(), StringComparer.Ordinal)
    {
        ["HTTP_PORT"] = $"{Port}",
        ["THIS_MAGISTER_ADDR"] = "http://127.0.0.1",
        ["HIEROPHANT_IP"] = "127.0.0.1",
        ["HIEROPHANT_HTTP_PORT"] = "9010",
        ["VAST_API_KEY"] = "simulator-key",
        ["TEMPLATE_HASH"] = "4e17788f74f075dd9aab7d0d4427968f",
        ["NUMBER_INSTANCES"] = $"{number}",
        ["VAST_QUERY_GPU_NAME"] = "RTX 4090, RTX 3090, RTX 5090",
        ["VAST_QUERY_COST_PER_HOUR"] = "100",
        ["VAST_BASE_URL"] = VastAddress.ToString(),
        ["STATE_DIR"] = StateDirectory,
        ["LOG_LEVEL"] = "debug",
    };
}

/// <summary>Magister from one start on, and the number that it was given.</summary>
internal sealed record Life(int Number, DateTimeOffset StartedAt);
