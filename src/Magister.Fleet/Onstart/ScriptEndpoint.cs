namespace Magister.Fleet;

/// <summary>What a start script's drop endpoint says.</summary>
/// <param name="OfferId">The offer that the instance was rented from.</param>
/// <param name="Signature">The signature that its Contemplant and Hierophant will send; null if there is none.</param>
public sealed record ScriptEndpoint(long OfferId, string? Signature)
{
    /// <summary>What may be written down of the signature.</summary>
    public string? SignatureDigest => Signature is null ? null : Signing.EndpointSignature.DigestOf(Signature);

    /// <summary>Says which offer is meant; the signature is not shown.</summary>
    public override string ToString() => FormattableString.Invariant($"{nameof(ScriptEndpoint)} {{ {nameof(OfferId)} = {OfferId} }}");
}
