using System.Security.Cryptography;
using System.Text;

namespace Magister.Fleet.Signing;

/// <summary>The proof in a drop endpoint that Magister wrote it.</summary>
public static class EndpointSignature
{
    /// <summary>The name of the query parameter.</summary>
    public const string Parameter = "sig";

    /// <summary>The form in which a signature may be recorded: its SHA-256, which opens nothing.</summary>
    public static string DigestOf(string signature) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signature)));

    /// <summary>Whether a request that names an offer was written by this Magister, or needs no signature.</summary>
    /// <param name="fleet">Knows what living instances, rents and those ended in the last day were given.</param>
    /// <param name="secret">The current secret; null if nothing is signed.</param>
    /// <param name="offerId">The offer; null for a number that no offer has.</param>
    /// <param name="given">The signature sent along; null or empty if none was.</param>
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

/// <summary>The verdict on a signature.</summary>
public enum SignatureVerdict
{
    /// <summary>It is right, or none is needed.</summary>
    Accepted,

    /// <summary>One is needed, but none was sent.</summary>
    Missing,

    /// <summary>It belongs to another offer or secret, or to none.</summary>
    Wrong,
}
