namespace Magister.Telemetry.Metrics;

/// <summary>Why a request is refused, as in the metric's label.</summary>
internal enum Refusal
{
    MissingToken,
    WrongToken,
    MissingSignature,
    WrongSignature,
    ForeignPage,
    NotLocal,

    /// <summary>A token for reading, used for something that changes the fleet.</summary>
    ReadOnly,

    /// <summary>A correctly signed drop from an address that is not allowed.</summary>
    ForeignAddress,

    /// <summary>The address was wrong too often.</summary>
    Limited,
}
