namespace Magister.Torture.Verdicts;

/// <summary>Something that must never happen, and a sentence that says which instance and why.</summary>
internal sealed record Violation(Offence Offence, string Sentence);

internal enum Offence
{
    /// <summary>An instance that Magister rented is alive and unknown to it, or it knows one that is not alive.</summary>
    Lost,

    /// <summary>More are alive than wanted.</summary>
    TooMany,

    /// <summary>Somebody else's instance was destroyed or changed.</summary>
    ForeignTouched,

    /// <summary>A drop or a verify was answered with 200 and had no effect.</summary>
    Forgotten,

    /// <summary>Any other broken promise.</summary>
    Otherwise,
}
