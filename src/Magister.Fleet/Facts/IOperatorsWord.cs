namespace Magister.Fleet.Facts;

/// <summary>A fact that may come from an operator.</summary>
public interface IOperatorsWord
{
    /// <summary>The name of the operator's token; null if none was shown, as in journals from before tokens had names.</summary>
    string? By { get; }
}
