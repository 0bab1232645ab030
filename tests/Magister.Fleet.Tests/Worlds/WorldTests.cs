namespace Magister.Fleet.Tests.Worlds;

/// <summary>The engine against everything that can go wrong, and against a kill at every moment of a quiet life.</summary>
public sealed class WorldTests
{
    [Fact]
    public void Kill_AtEveryMomentOfALife_LeadsToTheSameEnd()
    {
        var moment = 0;
        World world;
        do
        {
            world = new World(new WorldPlan { Seed = 3, CrashAtMoment = ++moment, TroubleUntil = 900, DropsAt = [200, 420] });
            world.Run();
        }
        while (world.Crashed);

        Assert.True(moment > 100, $"the life has only {moment} moments");
    }

    [Fact]
    public void QuietWorld_RentsWhatIsWantedAndWhatReplacesADrop()
    {
        var world = new World(new WorldPlan { Seed = 1, Number = 5, TroubleUntil = 2000, DropsAt = [300, 500, 700] });
        world.Run();

        Assert.Equal(8, world.Rents);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TroubledWorlds_KeepTheRulesAndComeToRest(int share)
    {
        for (var seed = share; seed < 300; seed += 4)
        {
            var world = new World(new WorldPlan
            {
                Seed = seed,
                Number = 1 + seed % 5,
                FaultsOfHundred = seed % 3 * 12 + 4,
                CrashesOfThousand = seed % 4 * 10,
                OperatorsRelabel = seed % 2 == 0,
                NumberChanges = seed % 2 == 1,
                TroubleUntil = 3600,
            });
            world.Run();
            Assert.True(world.Rents > 0, $"seed {seed}: nothing was rented");
        }
    }
}
