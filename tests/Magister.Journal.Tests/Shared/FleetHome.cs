using Magister.Journal.Shared;

namespace Magister.Journal.Tests.Shared;

/// <summary>A place for one fleet that several Magisters share.</summary>
internal abstract class FleetHome : IDisposable
{
    private readonly List<IFleetDatabase> connected = [];

    public static FleetHome Of(HomeKind kind) => kind switch
    {
        HomeKind.Memory => new MemoryHome(),
        HomeKind.Postgres => new PostgresHome(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Another Magister's connection to it.</summary>
    public IFleetDatabase Connect()
    {
        var database = Open();
        connected.Add(database);
        return database;
    }

    /// <summary>Lets time pass on the database's clock.</summary>
    public abstract void Pass(TimeSpan time);

    public void Dispose() => connected.ForEach(database => database.Dispose());

    protected abstract IFleetDatabase Open();
}
