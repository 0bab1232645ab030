using System.Collections.Immutable;
using System.Text;

namespace Magister.Vast.Wire;

/// <summary>The one door for what Vast answers: secrets that it repeats, as they are or as JSON writes them, go no further.</summary>
internal sealed class SecretMask(ImmutableArray<string> secrets)
{
    private readonly ImmutableArray<byte[]> found =
        [.. secrets.Where(secret => secret.Length > 0).SelectMany(secret => new[] { secret, Escaped(secret) }).Distinct(StringComparer.Ordinal).Select(secret => Encoding.UTF8.GetBytes(secret))];

    /// <summary>The same answer if there is none in it.</summary>
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
