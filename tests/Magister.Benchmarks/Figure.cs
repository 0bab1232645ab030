using System.Globalization;

namespace Magister.Benchmarks;

/// <summary>One measured figure and the limit it is to keep.</summary>
internal sealed record Figure(string What, double Value, double Most, string Unit)
{
    public string Measured => string.Create(CultureInfo.InvariantCulture, $"{Value:0.###} {Unit}");

    public string Limit => string.Create(CultureInfo.InvariantCulture, $"{Most:0.###} {Unit}");

    public bool IsMet => Value <= Most;
}
