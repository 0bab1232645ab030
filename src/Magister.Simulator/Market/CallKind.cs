namespace Magister.Simulator.Market;

/// <summary>The purpose of a call to Magister.</summary>
public enum CallKind
{
    /// <summary>A Contemplant's <c>GET</c>, once it has registered with the Hierophant.</summary>
    Verify,

    /// <summary>The Hierophant's <c>DELETE</c>.</summary>
    Drop,

    /// <summary>The report of an instance's watch: a <c>GET</c>, or a <c>POST</c> with the Contemplant's last words if that is down.</summary>
    Pulse,
}
