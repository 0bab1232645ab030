using System.Collections.Immutable;

namespace Magister.Torture;

/// <summary>What is run, from which seed, with which programs. All of it comes from the environment.</summary>
internal sealed record TortureSettings
{
    /// <summary>How often Magister is killed.</summary>
    public required int Kills { get; init; }

    public required int Seed { get; init; }

    /// <summary>The parts that are run; all if empty.</summary>
    public required ImmutableHashSet<string> Parts { get; init; }

    /// <summary>Whether a part that this computer does not allow counts as skipped, not as failed.</summary>
    public required bool MaySkip { get; init; }

    public required string MagisterProgram { get; init; }

    public required string SimulatorProgram { get; init; }

    /// <summary>Where every part keeps its logs and its journal.</summary>
    public required string Folder { get; init; }

    public static TortureSettings FromEnvironment() => new()
    {
        Kills = int.Parse(Given("KILLS") ?? "300"),
        Seed = Given("SEED") is { } seed ? int.Parse(seed) : Random.Shared.Next(1, 1_000_000),
        Parts = [.. (Given("PARTS") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
        MaySkip = Given("MAY_SKIP") is "1" or "yes" or "true",
        MagisterProgram = Path.GetFullPath(Given("MAGISTER_PROGRAM") ?? "out/magister"),
        SimulatorProgram = Path.GetFullPath(Given("SIMULATOR_PROGRAM") ?? "out/vast-simulator"),
        Folder = Given("TORTURE_FOLDER") is { } folder
            ? Directory.CreateDirectory(folder).FullName
            : Directory.CreateTempSubdirectory("magister-torture-").FullName,
    };

    private static string? Given(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
