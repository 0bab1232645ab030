namespace Magister.Simulator.Market;

/// <summary>What a caller wants of Magister.</summary>
public enum CallKind
{
    /// <summary>A Contemplant's <c>GET</c>, once it has registered at the Hierophant.</summary>
    Verify,

    /// <summary>The Hierophant's <c>DELETE</c>.</summary>
    Drop,

    /// <summary>The word of an instance's watch: a <c>GET</c>, and a <c>POST</c> with its last words where the Contemplant is down.</summary>
    Pulse,
}
