using System.Collections.Immutable;
using System.Text;

namespace Magister.Vast.Wire;

/// <summary>All answers of Vast's pass through here: secrets that they repeat, verbatim or escaped as in JSON, go no further.</summary>
internal sealed class SecretMask(ImmutableArray<string> secrets)
{
    private readonly ImmutableArray<byte[]> found =
        [.. secrets.Where(secret => secret.Length > 0).SelectMany(secret => new[] { secret, Escaped(secret) }).Distinct(StringComparer.Ordinal).Select(secret => Encoding.UTF8.GetBytes(secret))];

    /// <summary>The answer without secrets; the same memory if it has none.</summary>
    public ReadOnlySpan<byte> Without(ReadOnlySpan<byte> answer)
    {
        foreach (var secret in found)
        {
            if (answer.IndexOf(secret) >= 0) answer = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(answer).Replace(Encoding.UTF8.GetString(secret), "•••", StringComparison.Ordinal));
        }

        return answer;
    }

    private static string Escaped(string secret) => secret.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
