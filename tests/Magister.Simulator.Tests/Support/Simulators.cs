using Magister.Simulator.Callers;
using Magister.Simulator.Http;
using Magister.Simulator.Market;

namespace Magister.Simulator.Tests.Support;

internal static class Simulators
{
    /// <summary>No limits, and near-instant boots.</summary>
    public static SimulatorOptions Quick { get; } = new()
    {
        Market = new MarketOptions { Boot = DurationRange.Seconds(0.01, 0.02) },
        Desk = new DeskOptions { Limits = new RateLimitOptions { Enabled = false } },
        Callers = new CallerOptions { RetryDelay = TimeSpan.FromMilliseconds(50) },
    };

    public static long FreeOffer(this SimulatorHost host) => host.Market.Offers().First(offer => offer.Holders == 0).OfferId;

    public static SimulatorOptions With(this SimulatorOptions options, Func<MarketOptions, MarketOptions> market) =>
        options with { Market = market(options.Market) };

    public static SimulatorOptions Calling(this SimulatorOptions options, Func<CallerOptions, CallerOptions> callers) =>
        options with { Callers = callers(options.Callers) };

    public static SimulatorOptions Received(this SimulatorOptions options, Func<DeskOptions, DeskOptions> desk) =>
        options with { Desk = desk(options.Desk) };
}
