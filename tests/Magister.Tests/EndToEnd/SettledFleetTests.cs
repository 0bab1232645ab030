namespace Magister.Tests.EndToEnd;

/// <summary>Tests of the real program that begin once its fleet is at its number and verified.</summary>
public abstract class SettledFleetTests(int number) : IAsyncLifetime
{
    private protected World world = null!;
    private protected MagisterProcess magister = null!;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        magister = await world.StartAsync(number);
        await world.SettlesAsync(magister, number);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();
}
