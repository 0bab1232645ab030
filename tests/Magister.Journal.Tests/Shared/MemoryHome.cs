using Magister.Journal.Shared;
using Magister.Journal.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Magister.Journal.Tests.Shared;

internal sealed class MemoryHome : FleetHome
{
    private readonly FakeTimeProvider clock = new();
    private readonly MemoryFleetStore store;

    public MemoryHome() => store = new MemoryFleetStore(clock);

    public override void Pass(TimeSpan time) => clock.Advance(time);

    protected override IFleetDatabase Open() => new MemoryFleetDatabase(store);
}
