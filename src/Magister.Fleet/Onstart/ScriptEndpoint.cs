namespace Magister.Fleet;

/// <summary>The contents of a start script's drop endpoint.</summary>
/// <param name="OfferId">The offer that the instance was rented from.</param>
/// <param name="Signature">The signature that its Contemplant and Hierophant will send; null if there is none.</param>
public sealed record ScriptEndpoint(long OfferId, string? Signature)
{
    /// <summary>The digest under which the signature may be recorded.</summary>
    public string? SignatureDigest => Signature is null ? null : Signing.EndpointSignature.DigestOf(Signature);

    /// <summary>Shows which offer is meant, but not the signature.</summary>
    public override string ToString() => $"{nameof(ScriptEndpoint)} {{ {nameof(OfferId)} = {OfferId} }}";
}
