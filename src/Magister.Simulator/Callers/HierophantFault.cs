namespace Magister.Simulator.Callers;

/// <summary>What the Hierophant's HTTP API answers instead of the truth; its Contemplants do not notice.</summary>
public enum HierophantFault
{
    /// <summary>The truth.</summary>
    None,

    /// <summary>It resets every connection, as during a restart of the Hierophant.</summary>
    Away,

    /// <summary>It never answers.</summary>
    Hang,

    /// <summary>It answers with an HTML page and status 200.</summary>
    Html,

    /// <summary>It answers with 10 MB of JSON.</summary>
    Huge,

    /// <summary>Its lists are empty.</summary>
    Empty,

    /// <summary>Its lists lack most of their entries.</summary>
    Partial,
}
