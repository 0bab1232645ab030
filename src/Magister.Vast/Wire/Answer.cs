using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Magister.Vast.Wire;

/// <summary>
/// A whole answer. Of its body only <c>error</c>, <c>msg</c>, <c>message</c> and <c>detail</c> are ever repeated: anything else may be a
/// secret, except the bare <c>error code: 1010</c> of the edge in front of Vast. Disposing it frees the body; what was read from it stays.
/// </summary>
internal sealed partial class Answer : IDisposable
{
    private const int MaxWords = 4_096;
    private const double MaxRetryAfterSeconds = 600;

    private const RegexOptions Lenient =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    private static readonly string[] TextFields = ["error", "msg", "message", "detail"];

    private readonly JsonDocument? document;
    private readonly string said;

    private Answer(int status, ReadOnlySpan<byte> raw, JsonDocument? document, ForeignText text, AnswerHeaders headers)
    {
        Headers = headers;
        Status = status;
        this.document = document;
        var body = Body;
        NoJson = body is null ? raw.ToArray() : default(ReadOnlyMemory<byte>);
        string?[] texts = [.. TextFields.Select(field => TextOf(body, field))];
        var plain = PlainText(raw);
        IsPage = plain.StartsWith('<');
        var words = IsObject ? string.Join('\n', texts) : IsPage ? string.Empty : plain;
        said = words[..Math.Min(words.Length, MaxWords)];
        var told = body is null && EdgeCode().IsMatch(plain) ? [plain] : texts.OfType<string>();
        var fit = told.Where(IsFitToRepeat).Select(text.Clean).Distinct(StringComparer.Ordinal);
        var redirect = headers.RedirectedTo is { } host ? $" to {host}, which is not followed" : "";
        Reason = text.Clean(string.Join(": ", fit.Prepend($"HTTP {status}{redirect}")));
    }

    public int Status { get; }

    public AnswerHeaders Headers { get; }

    /// <summary>Some of its numbers are not valid JSON; they count as missing.</summary>
    public bool HasBareNumbers { get; private init; }

    /// <summary>When to call again, as stated by a 429 or 503: at most ten minutes.</summary>
    public TimeSpan? RetryAfter
    {
        get
        {
            if (Status is not (429 or 503)) return null;
            var seconds = Headers.RetryAfter?.TotalSeconds ?? (Body is { } body ? new JsonFields(body).Number("retry_after") : null);
            return seconds > 0 ? TimeSpan.FromSeconds(Math.Min(seconds.Value, MaxRetryAfterSeconds)) : null;
        }
    }

    /// <summary>The bytes of a body that is not JSON.</summary>
    public ReadOnlyMemory<byte> NoJson { get; }

    /// <summary>Whether the body is markup: a page from a proxy, not Vast's answer.</summary>
    public bool IsPage { get; }

    /// <summary>The body, if it is JSON.</summary>
    public JsonElement? Body => document?.RootElement;

    public bool IsObject => Body?.ValueKind == JsonValueKind.Object;

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The status and what Vast says about it, fit for a log.</summary>
    public string Reason { get; }

    /// <summary>Whether the body says <c>success: false</c>, which is possible with any status.</summary>
    public bool SaysFailure => Body is { } body && JsonFields.TryMember(body, "success", out var success)
        && (success.ValueKind == JsonValueKind.False
            || (JsonFields.TryText(success, out var text) && bool.TryParse(text, out var flag) && !flag));

    /// <summary>Whether it says that calls come too fast.</summary>
    public bool IsLimit => Status == 429
        || (Status < 500 && (SaysFailure || !IsSuccess) && SaysAny("requests too frequent", "rate_limit_exceeded"));

    /// <summary>The gap between calls named in the text.</summary>
    public TimeSpan? Threshold =>
        ThresholdText().Match(said) is { Success: true } match
        && double.TryParse(match.Groups["seconds"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds is > 0 and < 1e9
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>The reason for a limit, with the gap that the text names: often plain text, which <see cref="Reason"/> does not repeat.</summary>
    public string LimitReason => Threshold is { } gap ? $"{Reason} (threshold {gap.TotalSeconds} s)" : Reason;

    /// <param name="raw">The body; its memory may be reused afterwards.</param>
    /// <param name="headers">The relevant contents of the headers.</param>
    public static Answer Read(int status, ReadOnlySpan<byte> raw, ForeignText text, AnswerHeaders headers = default) =>
        new(status, raw, Parsed(raw, out var hasBareNumbers), text, headers) { HasBareNumbers = hasBareNumbers };

    public void Dispose() => document?.Dispose();

    /// <summary>Whether the field <c>error</c> is exactly this code.</summary>
    public bool HasErrorCode(string code) => string.Equals(TextOf(Body, "error"), code, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether Vast uses one of these words, in any of the places where it says such things.</summary>
    public bool SaysAny(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (said.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    // A list page is too long for the heap of short-lived objects: its parsed form is in pooled memory, returned on disposal.
    private static JsonDocument? Parsed(ReadOnlySpan<byte> raw, out bool hasBareNumbers)
    {
        var parsed = Parsed(raw);
        hasBareNumbers = parsed is null && BareNumbers.ReplacedByNull(raw) is { } repaired && (parsed = Parsed(repaired)) is not null;
        return parsed;
    }

    private static JsonDocument? Parsed(ReadOnlySpan<byte> raw)
    {
        JsonDocument? parsed = null;
        try
        {
            var bom = Encoding.UTF8.Preamble;
            var reader = new Utf8JsonReader(raw.StartsWith(bom) ? raw[bom.Length..] : raw);
            parsed = JsonDocument.ParseValue(ref reader);
            if (!reader.Read() && HasReadableNames(parsed.RootElement)) return parsed;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // It is not JSON.
        }

        parsed?.Dispose();
        return null;
    }

    // Looking up a member can throw because of another one's name; a body that does so is no answer.
    private static bool HasReadableNames(JsonElement body) =>
        body.ValueKind != JsonValueKind.Object || body.EnumerateObject().All(member => member.Name is not null);

    private static string? TextOf(JsonElement? body, string field) =>
        body is { } members && JsonFields.TryMember(members, field, out var value) && JsonFields.TryText(value, out var text) ? text : null;

    // Text that names the secret may well quote it.
    private static bool IsFitToRepeat(string text) =>
        text.Length > 0 && !text.Contains("instance_api_key", StringComparison.OrdinalIgnoreCase);

    private static string PlainText(ReadOnlySpan<byte> raw) =>
        Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, MaxWords)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');

    [GeneratedRegex(@"^error code: [0-9]{1,5}\s*$", Lenient)]
    private static partial Regex EdgeCode();

    [GeneratedRegex(@"threshold\s*[=:]\s*(?<seconds>[0-9]+(\.[0-9]+)?)", Lenient)]
    private static partial Regex ThresholdText();
}
