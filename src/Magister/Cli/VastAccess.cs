using Magister.Vast;

namespace Magister.Cli;

/// <summary>Access to Vast for one command, with the same pacing as the daemon's.</summary>
internal sealed class VastAccess : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private VastAccess(ServiceProvider services) => this.services = services;

    public VastClient Client => services.GetRequiredService<VastClient>();

    public static VastAccess Open(VastSettings settings) =>
        new(new ServiceCollection().AddVastClient(settings).BuildServiceProvider());

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
