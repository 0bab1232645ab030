using System.Security.Cryptography;
using System.Text;

namespace Magister.Fleet.Signing;

/// <summary>What a drop endpoint carries to show that Magister wrote it.</summary>
public static class EndpointSignature
{
    /// <summary>The name of its query parameter.</summary>
    public const string Parameter = "sig";

    /// <summary>What may be written down of a signature: SHA-256 of it, which opens nothing.</summary>
    public static string DigestOf(string signature) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signature)));

    /// <summary>Whether a request that names an offer was written by this Magister, or needs no signature.</summary>
    /// <param name="fleet">Knows what living instances, rents and the ended ones of the last day were given.</param>
    /// <param name="secret">The current secret; null if nothing is signed.</param>
    /// <param name="offerId">The offer; null for a number that no offer has.</param>
    /// <param name="given">The signature that came along; null or empty if none did.</param>
    public static SignatureVerdict Judge(FleetState fleet, EndpointSecret? secret, long? offerId, string? given)
    {
        if (secret is null) return SignatureVerdict.Accepted;
        var known = offerId is { } offer ? fleet.SignatureDigestsOf(offer) : [];
        if (string.IsNullOrEmpty(given)) return known.Contains(null) ? SignatureVerdict.Accepted : SignatureVerdict.Missing;
        if (offerId is not { } id) return SignatureVerdict.Wrong;
        var digest = DigestOf(given);
        return known.Append(DigestOf(secret.SignatureOf(id))).Any(expected => expected is not null && IsSame(expected, digest))
            ? SignatureVerdict.Accepted
            : SignatureVerdict.Wrong;
    }

    /// <summary>The same for a pulse.</summary>
    public static SignatureVerdict JudgePulse(FleetState fleet, EndpointSecret? secret, long? offerId, string? given)
    {
        if (secret is null || string.IsNullOrEmpty(given)) return Judge(fleet, secret, offerId, given);
        if (offerId is not { } id) return SignatureVerdict.Wrong;
        var digest = DigestOf(given);
        return IsSame(DigestOf(secret.PulseSignatureOf(id)), digest) || (fleet.LivingOf(id)?.PulseDigest is { } known && IsSame(known, digest))
            ? SignatureVerdict.Accepted
            : SignatureVerdict.Wrong;
    }

    private static bool IsSame(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));
}

/// <summary>What a signature is worth.</summary>
public enum SignatureVerdict
{
    /// <summary>It is right, or none is needed.</summary>
    Accepted,

    /// <summary>One is needed, and none came.</summary>
    Missing,

    /// <summary>It is another offer's, another secret's, or nobody's.</summary>
    Wrong,
}
