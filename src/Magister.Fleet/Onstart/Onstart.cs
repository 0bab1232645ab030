using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Magister.Fleet.Signing;

namespace Magister.Fleet;

/// <summary>
/// The script that a new instance starts with. Its drop endpoint contains the offer id, by which an instance is recognised: Vast itself
/// does not say from which offer an instance came.
/// </summary>
public static class Onstart
{
    /// <summary>Vast's limit on the script (<c>create_instance.yaml</c>), in characters.</summary>
    public const int MaxLength = 4048;

    private const string DropVariable = "MAGISTER_DROP_ENDPOINT";
    private const string PulseVariable = "MAGISTER_PULSE_ENDPOINT";
    private const string DropPath = "/drop/";
    private const string PulsePath = "/pulse/";

    // To HOME: the Contemplant's paths are relative.
    private const string Entrypoint = "cd\nexec /usr/local/bin/contemplant-entrypoint.sh";

    private const string SignatureQuery = $"?{EndpointSignature.Parameter}=";

    // Characters that are not special to any shell, so that the usual address or number needs no quotes and the script stays short.
    private const string Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:,@%+";

    private static readonly SearchValues<char> EndsOfAddresses = SearchValues.Create("\"'\\; \t\r\n");

    /// <summary>The script for one offer.</summary>
    public static string For(OnstartSettings settings, long offerId) => Script(settings, offerId, IsWatched(settings));

    /// <summary>The length of the longest script that these settings can lead to.</summary>
    public static int LongestFor(OnstartSettings settings) => For(settings, long.MaxValue).Length;

    /// <summary>Whether the script contains a watch: one is configured, and the script fits with it for any offer.</summary>
    public static bool IsWatched(OnstartSettings settings) => settings.PulseInterval > TimeSpan.Zero && LongestWatched(settings) <= MaxLength;

    /// <summary>The length of the longest script with a watch, whether it fits or not.</summary>
    public static int LongestWatched(OnstartSettings settings) => Script(settings, long.MaxValue, watched: true).Length;

    /// <summary>Where a Contemplant is dropped; it derives its verify address from this by replacing <c>drop</c> with <c>verify</c>.</summary>
    public static string DropEndpoint(OnstartSettings settings, long offerId)
    {
        var endpoint = $"{settings.MagisterAddress}{DropPath}{offerId}";
        return settings.Secret is { } secret ? $"{endpoint}{SignatureQuery}{secret.SignatureOf(offerId)}" : endpoint;
    }

    /// <summary>Where the watch of an instance reports how its Contemplant is doing.</summary>
    public static string PulseEndpoint(OnstartSettings settings, long offerId)
    {
        var endpoint = $"{settings.MagisterAddress}{PulsePath}{offerId}";
        return settings.Secret is { } secret ? $"{endpoint}{SignatureQuery}{secret.PulseSignatureOf(offerId)}" : endpoint;
    }

    /// <summary>The recorded digest of the signature in an offer's drop endpoint; null if it has none.</summary>
    public static string? SignatureDigest(OnstartSettings settings, long offerId) =>
        settings.Secret is { } secret ? EndpointSignature.DigestOf(secret.SignatureOf(offerId)) : null;

    /// <summary>The same for the watch; null if there is none, or if its pulses carry no signature.</summary>
    public static string? PulseDigest(OnstartSettings settings, long offerId) =>
        settings.Secret is { } secret && IsWatched(settings) ? EndpointSignature.DigestOf(secret.PulseSignatureOf(offerId)) : null;

    /// <summary>The part of a script from which its endpoints are read.</summary>
    public static string EndpointLines(string script) => string.Join('\n', script.Split('\n').Where(line =>
        line.Contains(DropVariable + "=", StringComparison.Ordinal) || line.Contains(PulseVariable + "=", StringComparison.Ordinal)));

    /// <summary>The offer id in a script, if its drop endpoint is this Magister's; null for anybody else's scripts.</summary>
    public static long? OfferIdOf(string? script, string magisterAddress) => EndpointOf(script, magisterAddress)?.OfferId;

    /// <summary>
    /// The contents of a script's drop endpoint, whatever quotes it uses, if it is this Magister's; null for anybody else's scripts.
    /// </summary>
    public static ScriptEndpoint? EndpointOf(string? script, string magisterAddress) => EndpointOf(script, magisterAddress, DropVariable, DropPath);

    /// <summary>The same for the endpoint of its watch.</summary>
    public static ScriptEndpoint? PulseEndpointOf(string? script, string magisterAddress) => EndpointOf(script, magisterAddress, PulseVariable, PulsePath);

    private static ScriptEndpoint? EndpointOf(string? script, string magisterAddress, string variable, string path)
    {
        if (script is null) return null;
        var at = script.IndexOf(variable + "=", StringComparison.Ordinal);
        if (at < 0) return null;
        var value = script.AsSpan(at + variable.Length + 1).TrimStart("\"'\\");
        return EndpointIn(value, magisterAddress, path);
    }

    /// <summary>The contents of a drop endpoint as a Contemplant registers it, if it is this Magister's; null for anybody else's.</summary>
    public static ScriptEndpoint? EndpointIn(string address, string magisterAddress) => EndpointIn(address, magisterAddress, DropPath);

    private static ScriptEndpoint? EndpointIn(ReadOnlySpan<char> value, string magisterAddress, string path)
    {
        if (!value.StartsWith(magisterAddress, StringComparison.Ordinal)) return null;
        value = value[magisterAddress.Length..];
        if (!value.StartsWith(path, StringComparison.Ordinal)) return null;
        value = value[path.Length..];
        var digits = value.IndexOfAnyExceptInRange('0', '9');
        var id = digits < 0 ? value : value[..digits];
        var endsThere = digits < 0 || !(char.IsLetterOrDigit(value[digits]) || value[digits] is '.' or '-' or '_' or '/');
        return endsThere && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var offerId)
            ? new ScriptEndpoint(offerId, SignatureIn(value[id.Length..]))
            : null;
    }

    // The Contemplant will send whatever is there, valid or not.
    private static string? SignatureIn(ReadOnlySpan<char> query)
    {
        if (!query.StartsWith(SignatureQuery, StringComparison.Ordinal)) return null;
        var signature = query[SignatureQuery.Length..];
        var end = signature.IndexOfAny(EndsOfAddresses);
        return (end < 0 ? signature : signature[..end]).ToString();
    }

    private static string Script(OnstartSettings settings, long offerId, bool watched)
    {
        var inner = new StringBuilder();
        foreach (var (name, value) in Variables(settings, offerId).Concat(watched ? WatchVariables(settings, offerId) : []))
        {
            inner.Append("export ").Append(name).Append('=').Append(QuoteInside(value)).Append('\n');
        }

        inner.Append(watched ? Watch.For(settings) : Entrypoint);
        return $"su contemplant -c {QuoteOutside(inner.ToString())}\n";
    }

    private static ImmutableArray<KeyValuePair<string, string>> Variables(OnstartSettings settings, long offerId) =>
    [
        new("HOME", "/home/contemplant"),
        new("TMUX_TMPDIR", "/home/contemplant/.tmux"),
        new(DropVariable, DropEndpoint(settings, offerId)),
        new("HIEROPHANT_WS_ADDRESS", settings.HierophantAddress),
        .. settings.Contemplant,
    ];

    private static ImmutableArray<KeyValuePair<string, string>> WatchVariables(OnstartSettings settings, long offerId)
    {
        KeyValuePair<string, string>[] abandonment =
            settings.AbandonedAfter > TimeSpan.Zero ? [new("MAGISTER_ABANDONED_SECS", Watch.Seconds(settings.AbandonedAfter))] : [];
        return
        [
            new(PulseVariable, PulseEndpoint(settings, offerId)),
            new("MAGISTER_PULSE_SECS", Watch.Seconds(settings.PulseInterval)),
            .. abandonment,
        ];
    }

    // Double quotes inside, single quotes outside: a value without an apostrophe is then written almost as it is, while single quotes
    // inside single quotes would cost eight characters each out of the 4,048.
    internal static string QuoteInside(string value)
    {
        if (value.Length > 0 && value.All(Plain.Contains)) return value;
        var quoted = new StringBuilder(value.Length + 2).Append('"');
        foreach (var character in value)
        {
            if (character is '"' or '$' or '`' or '\\') quoted.Append('\\');
            quoted.Append(character);
        }

        return quoted.Append('"').ToString();
    }

    private static string QuoteOutside(string script) => $"'{script.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
