namespace Magister.Simulator.Tests.Support;

/// <summary>Tests that each have a running simulator and a client for it.</summary>
/// <param name="key">The client's API key.</param>
public abstract class HostedTests(string key = "simulator-key") : IAsyncLifetime
{
    private protected SimulatorHost Host { get; private set; } = null!;

    private protected VastCaller Vast { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await SimulatorHost.StartAsync(Simulators.Quick.Calling(c => c with { ReadOnstart = true }));
        Vast = new VastCaller(Host, key);
    }

    public async Task DisposeAsync()
    {
        Vast.Dispose();
        await Host.DisposeAsync();
    }
}
