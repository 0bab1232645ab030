using BenchmarkDotNet.Attributes;
using Magister.Fleet;

namespace Magister.Benchmarks.Inner;

/// <summary>An instance's onstart script, written and read.</summary>
public class OnstartBenchmarks
{
    private static readonly OnstartSettings Settings = Specimens.Onstart;
    private static readonly string Script = Onstart.For(Settings, Specimens.OfferId(7));

    [Benchmark]
    public string For() => Onstart.For(Settings, Specimens.OfferId(7));

    [Benchmark]
    public long? OfferIdOf() => Onstart.OfferIdOf(Script, Settings.MagisterAddress);
}
