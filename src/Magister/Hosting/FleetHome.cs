using Magister.Configuration;
using Magister.Fleet;
using Magister.Journal;
using Magister.Journal.Shared;
using Magister.Running;
using Magister.Running.Sharing;
using Magister.Telemetry.Metrics;

namespace Magister.Hosting;

/// <summary>The opened place of the fleet's facts: the state directory, or a database that several Magisters share.</summary>
/// <param name="State">The fleet as found.</param>
/// <param name="Repair">What a crash had left at the end of a file, now repaired; null if there was nothing.</param>
/// <param name="Shared">Null for a state directory.</param>
internal sealed record FleetHome(IFactJournal Journal, FleetState State, JournalRepair? Repair, SharedHome? Shared) : IDisposable
{
    /// <returns>The home, or null and what is wrong.</returns>
    public static (FleetHome? Home, string? Problem) Open(MagisterSettings settings, Action<Action> elsewhere)
    {
        if (settings.Shared is { } shared) return OpenShared(settings.StateDirectory, shared);
        var opening = FactJournal.Open(settings.StateDirectory, beside: elsewhere);
        return opening is JournalOpening.Opened opened ? (new FleetHome(opened.Journal, opened.State, opened.Repair, null), null) : (null, opening.Message);
    }

    public void Dispose()
    {
        Journal.Dispose();
        Shared?.Dispose();
    }

    private static (FleetHome? Home, string? Problem) OpenShared(string stateDirectory, SharedSettings settings)
    {
        var (kept, problem) = KeptWords.Open(stateDirectory);
        if (kept is null) return (null, problem);
        var opening = PostgresFleetDatabase.Open(settings.Connection, settings.Fleet);
        if (opening is not FleetDatabaseOpening.Opened { Database: var database, Warning: var warning })
        {
            kept.Dispose();
            return (null, opening.Message);
        }

        var shared = new SharedHome(settings, database, kept, warning);
        var (state, journal, refusal) = shared.Read();
        if (state is not null) return (new FleetHome(journal!, state, null, shared), null);
        shared.Dispose();
        return (null, $"The journal in {database.Place} cannot be used: {refusal}.");
    }
}

/// <summary>A database that several Magisters share, and what this one keeps for it while the database is away.</summary>
/// <param name="Warning">What the operator should change about the database; null if there is nothing.</param>
internal sealed record SharedHome(SharedSettings Settings, IFleetDatabase Database, KeptWords Kept, string? Warning) : IDisposable
{
    private const long NoEpoch = -1;

    /// <summary>Different for each process: machine and port identify the Magister, the process id distinguishes it from the previous run.</summary>
    private static string NameOf(MagisterSettings settings) => $"{Environment.MachineName}:{settings.HttpPort}/{Environment.ProcessId}";

    /// <returns>The fleet, and a journal that cannot be written before this Magister leads; or why it cannot be read.</returns>
    public (FleetState? State, IFactJournal? Journal, string? Refusal) Read()
    {
        try
        {
            var look = Database.Look(-1);
            return SharedFacts.Read(look, FleetState.Empty) switch
            {
                SharedReading.Done read => (read.State, new SharedJournal(Database, NoEpoch, SharedFacts.Figures(look)), null),
                SharedReading.Refused refused => (null, null, refused.Reason),
                _ => throw new InvalidOperationException("A look at the database was neither read nor refused."),
            };
        }
        catch (FleetDatabaseException failure)
        {
            return (null, null, failure.Message);
        }
    }

    /// <summary>This Magister's part in the fleet.</summary>
    public SharedFleet Join(IServiceProvider services, MagisterSettings settings, FleetState state) => new(
        Database, Kept, new FleetMember(NameOf(settings), $"http://{Environment.MachineName}:{settings.HttpPort}", 0), Settings.Lease, state,
        services.GetRequiredService<RecordedEngine>(), journal => new TimedJournal(journal, services.GetRequiredService<LoopMetrics>(), TimeProvider.System),
        new Agreement(services.GetRequiredService<SettingsInUse>()).Now, services.GetRequiredService<SteadyClock>(), TimeProvider.System,
        services.GetRequiredService<ILogger<SharedFleet>>());

    public void Dispose()
    {
        Database.Dispose();
        Kept.Dispose();
    }
}
