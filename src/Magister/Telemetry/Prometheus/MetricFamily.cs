using System.Collections.Immutable;

namespace Magister.Telemetry.Prometheus;

internal enum MetricType
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>One line of a family: the suffix of the family's name, the labels as written, and the value.</summary>
internal readonly record struct Sample(string Suffix, string Labels, double Value);

/// <summary>One name in <c>/metrics</c> with the values of all its labels. A recorder waits only for another recorder.</summary>
internal abstract class MetricFamily(string name, MetricType type, string description)
{
    public string Name { get; } = name;

    public MetricType Type { get; } = type;

    public string Description { get; } = description;

    protected Lock Gate { get; } = new();

    public abstract void Record(double value, string labels);

    /// <summary>The current values, in a stable order.</summary>
    public abstract ImmutableArray<Sample> Read();

    /// <summary>Called before observers are asked: series that they no longer report are gone.</summary>
    public virtual void Forget()
    {
    }
}
