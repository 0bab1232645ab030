using System.Globalization;
using System.Runtime.CompilerServices;

namespace Magister.Simulation.Tests.Worlds;

/// <summary>
/// What happened, step by step, for people. Normally off: a failed run is repeated with it on, which costs less than always writing it.
/// </summary>
internal sealed class StepLog(VirtualTime time, bool isOn)
{
    private readonly List<string> steps = [];

    public bool IsOn => isOn;

    public IReadOnlyList<string> Steps => steps;

    public void Say([InterpolatedStringHandlerArgument("")] ref StepText text)
    {
        if (isOn) steps.Add(string.Create(CultureInfo.InvariantCulture, $"{time.Elapsed:d\\.hh\\:mm\\:ss\\.fff} {text.ToText()}"));
    }
}

/// <summary>A step's text, put together only if it is wanted.</summary>
[InterpolatedStringHandler]
internal ref struct StepText
{
    private DefaultInterpolatedStringHandler text;

    public StepText(int literalLength, int formattedCount, StepLog log, out bool isWanted)
    {
        isWanted = log.IsOn;
        text = isWanted ? new DefaultInterpolatedStringHandler(literalLength, formattedCount, CultureInfo.InvariantCulture) : default;
    }

    public void AppendLiteral(string literal) => text.AppendLiteral(literal);

    public void AppendFormatted<T>(T value) => text.AppendFormatted(value);

    public void AppendFormatted<T>(T value, string? format) => text.AppendFormatted(value, format);

    public string ToText() => text.ToStringAndClear();
}
