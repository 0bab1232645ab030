using Magister.Simulator.Faults;
using Magister.Simulator.Market;

namespace Magister.Tests.EndToEnd;

public sealed class MisbehavingVastTests
{
    public static TheoryData<FaultKind, FaultMoment, VastEndpoint> Faults()
    {
        var faults = new TheoryData<FaultKind, FaultMoment, VastEndpoint>();
        foreach (var kind in new[] { FaultKind.InternalError, FaultKind.ProxyPage, FaultKind.HalfJson, FaultKind.EmptyBody, FaultKind.Reset, FaultKind.SuccessFalse })
        {
            foreach (var endpoint in new[] { VastEndpoint.Create, VastEndpoint.Destroy, VastEndpoint.List, VastEndpoint.Search })
            {
                faults.Add(kind, FaultMoment.Before, endpoint);
            }

            if (kind is not FaultKind.SuccessFalse) faults.Add(kind, FaultMoment.After, VastEndpoint.Create);
            faults.Add(kind, FaultMoment.After, VastEndpoint.Destroy);
        }

        faults.Add(FaultKind.ErrorWithContract, FaultMoment.After, VastEndpoint.Create);
        faults.Add(FaultKind.TooManyRequests, FaultMoment.Before, VastEndpoint.Create);
        faults.Add(FaultKind.TooManyRequests, FaultMoment.Before, VastEndpoint.Destroy);
        faults.Add(FaultKind.EmptyList, FaultMoment.Before, VastEndpoint.List);
        faults.Add(FaultKind.ShortPage, FaultMoment.Before, VastEndpoint.List);
        return faults;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fleet_WhileCallsFail_IsNeverTooLargeAndGetsThere(FaultKind kind, FaultMoment moment, VastEndpoint endpoint)
    {
        await using var world = await World.CreateAsync();
        world.Vast.Faults.Add([new FaultRule(kind) { Endpoint = endpoint, Moment = moment, Count = 4, Probability = 0.7 }]);
        var magister = await world.StartAsync(3, ("VAST_API_CALL_BACKOFF_SECS", "0.2"), ("VAST_HTTP_TIMEOUT_SECS", "2"));
        await world.SettlesAsync(magister, 3, 60);
        var victim = world.Ours().First();
        await magister.DropAsync(victim.OfferId!.Value, "too slow");
        await Eventually.IsTrueAsync("the dropped one is gone", () => !world.Vast.Market.Alive(victim.InstanceId).Any(), 60, () => magister.Output);
        await world.SettlesAsync(magister, 3, 60);

        Assert.Equal(3, world.Vast.Market.Truth().PeakAlive("magister", world.Address));
        StartAndEndTests.AssertNoStackTrace(magister);
    }

    [Fact]
    public async Task Rents_WhoseAnswersStayUnreadable_NeverExceedTheNumber()
    {
        await using var world = await World.CreateAsync();
        world.Vast.Faults.Add([new FaultRule(FaultKind.HalfJson) { Endpoint = VastEndpoint.Create, Moment = FaultMoment.After }]);
        var magister = await world.StartAsync(4);
        await world.SettlesAsync(magister, 4, 60);
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.Equal(4, world.Vast.Market.Truth().Instances.Length);
    }

    [Fact]
    public async Task Fleet_WhileListsComeBackEmpty_IsNotRentedAgain()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(4);
        await world.SettlesAsync(magister, 4);
        world.Vast.Faults.Add([new FaultRule(FaultKind.EmptyList) { Endpoint = VastEndpoint.List, Count = 6 }]);
        await Task.Delay(TimeSpan.FromSeconds(5));
        await world.SettlesAsync(magister, 4);
        Assert.Equal(4, world.Vast.Market.Truth().Instances.Length);
    }
}
