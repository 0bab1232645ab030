namespace Magister.Fleet.Facts;

/// <summary>A fact that an operator may be behind.</summary>
public interface IOperatorsWord
{
    /// <summary>The name of the operator's token; null if none was shown, as in journals of before there were names.</summary>
    string? By { get; }
}
