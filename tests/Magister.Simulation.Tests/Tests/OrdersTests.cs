using Magister.Simulation.Tests.Runs;

namespace Magister.Simulation.Tests.Tests;

/// <summary>The arguments that <c>make simulate</c> passes.</summary>
public sealed class OrdersTests
{
    [Fact]
    public void Nothing_IsTwoHundredDaysFromARandomSeed()
    {
        var orders = Orders.Parse(["seed=", "runs=", "days=", "seconds="]).Orders!;

        Assert.Equal((200, 1.0, null), (orders.Runs, orders.Days, orders.Limit));
    }

    [Fact]
    public void Everything_IsTaken()
    {
        var orders = Orders.Parse(["seed=7", "runs=3", "days=0.5", "seconds=60", "threads=1", "shared=1"]).Orders!;

        Assert.Equal(new Orders { Seed = 7, Runs = 3, Days = 0.5, Limit = TimeSpan.FromMinutes(1), Threads = 1, OnlyShared = true }, orders);
    }

    [Fact]
    public void ATimeLimitAlone_IsAsManyRunsAsFit() => Assert.Equal(int.MaxValue, Orders.Parse(["seconds=60"]).Orders!.Runs);

    [Theory]
    [InlineData("hours=1")]
    [InlineData("seed=x")]
    [InlineData("runs=-1")]
    public void Nonsense_IsRefused(string argument) => Assert.NotNull(Orders.Parse([argument]).Problem);
}
