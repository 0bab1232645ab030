using Magister.Ordinary;
using Magister.StandIns;
using Magister.Vast.Calls;
using Magister.Vast.Tests.Bench;
using Microsoft.Extensions.DependencyInjection;

namespace Magister.Vast.Tests;

public sealed class VastRegistrationTests
{
    [Fact]
    public async Task AddVastClient_NothingElseRegistered_GivesAClientOnTheSystemsClock()
    {
        await using var services = new ServiceCollection().AddVastClient(OrdinaryVast.Settings()).BuildServiceProvider();
        Assert.NotNull(services.GetRequiredService<VastClient>());
        Assert.Same(TimeProvider.System, services.GetRequiredService<TimeProvider>());
    }

    [Fact]
    public async Task AddVastClient_TwoClients_ShareOnePace()
    {
        await using var bench = await VastBench.StartAsync(settings => settings with { DestroyGap = TimeSpan.FromSeconds(3) });
        bench.Vast.Otherwise(Replies.Json(200, "{}"));
        await bench.DestroyAsync();
        var other = bench.Services.GetRequiredService<VastClient>();
        Assert.NotSame(bench.Client, other);
        await bench.Clock.RunAsync(other.SendAsync(new DestroyCall(1), bench.Sent, CancellationToken.None));
        Assert.True(bench.Clock.Now >= TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two\nlines-secret")]
    [InlineData("blank secret")]
    [InlineData("schlüssel-secret")]
    public void AddVastClient_KeyThatNoHeaderCarries_IsRefusedWithoutQuotingIt(string key)
    {
        var refused = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddVastClient(OrdinaryVast.Settings() with { ApiKey = key }));
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_GapOfAsking_IsTwiceTheLists()
    {
        Assert.Equal(TimeSpan.FromSeconds(2), OrdinaryVast.Settings().ShowGap);
        Assert.Equal(TimeSpan.Zero, OrdinaryVast.Settings().WithoutGaps().ShowGap);
    }

    [Fact]
    public void Settings_AsText_HideTheKey() =>
        Assert.DoesNotContain("secret", (OrdinaryVast.Settings() with { ApiKey = "secret" }).ToString(), StringComparison.Ordinal);
}
