using System.Collections.Immutable;

namespace Magister.Telemetry.Prometheus;

internal enum MetricType
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>One line of a family: what follows the family's name, the labels as they are written, and the value.</summary>
internal readonly record struct Sample(string Suffix, string Labels, double Value);

/// <summary>One name in <c>/metrics</c> with the values of all its labels. Anyone who records waits for nobody but another who does.</summary>
internal abstract class MetricFamily(string name, MetricType type, string description)
{
    public string Name { get; } = name;

    public MetricType Type { get; } = type;

    public string Description { get; } = description;

    protected Lock Gate { get; } = new();

    public abstract void Record(double value, string labels);

    /// <summary>The values as they are now, in a stable order.</summary>
    public abstract ImmutableArray<Sample> Read();

    /// <summary>Called before observers are asked: what they no longer name is gone.</summary>
    public virtual void Forget()
    {
    }
}
