using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Calls;

/// <summary>Where a life's requests leave it: it replaces the connections, and everything above it is the code that ships.</summary>
internal sealed class VirtualHandler(World world, Life life) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => world.Guarded(() =>
    {
        var sending = SendingOf(request);
        life.Pass(CrashMoment.BeforeLeaving);
        world.Books.Left(sending);
        world.Rules.Left(sending);
        var trip = new Trip(life, sending, request);
        cancellationToken.UnsafeRegister(_ => trip.GiveUp(cancellationToken), null);
        world.Wire.Send(trip);
        return trip.Answer;
    });

    private Sending SendingOf(HttpRequestMessage request)
    {
        var asked = world.Wire.Read(request, "");
        var (endpoint, target) = (asked.Endpoint, asked.Id);
        var isRent = endpoint is VastEndpoint.Create;
        var number = isRent ? world.Facts.NumberOfRent(target!.Value) : life.NumberInstances;
        return new Sending(endpoint, target, life.Number, number, world.Time.Now)
        {
            Directory = world.Lives.Directory,
            IntendedAt = world.Facts.IntendedAt(endpoint, target),
            MachineId = isRent ? world.Facts.MachineOfRent(target!.Value) : null,
        };
    }
}
