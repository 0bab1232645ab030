namespace Magister.Telemetry.Metrics;

/// <summary>Why a request is refused, as the metric's label has it.</summary>
internal enum Refusal
{
    MissingToken,
    WrongToken,
    MissingSignature,
    WrongSignature,
    ForeignPage,
    NotLocal,

    /// <summary>A token for reading, and something that changes the fleet.</summary>
    ReadOnly,

    /// <summary>A drop, rightly signed, from where none is taken.</summary>
    ForeignAddress,

    /// <summary>The address was wrong too often.</summary>
    Limited,
}
