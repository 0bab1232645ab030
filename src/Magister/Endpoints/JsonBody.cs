using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Magister.Access;

namespace Magister.Endpoints;

/// <summary>The JSON that an operator sends.</summary>
internal static class JsonBody
{
    /// <summary>Why a body of that type is not read; null if it is.</summary>
    public static IResult? Refusal(HttpRequest request) => IsJson(request.ContentType)
        ? null
        : Problems.Of(
            StatusCodes.Status415UnsupportedMediaType, "Not JSON", $"the body must be JSON, sent as application/json or without a type, not as {GivenText.Shortened(request.ContentType!)}");

    /// <summary>The body; null if it is not JSON of this type.</summary>
    public static async Task<TBody?> ReadAsync<TBody>(HttpRequest request, JsonTypeInfo<TBody> type, CancellationToken cancellation)
        where TBody : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, cancellation);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The default type of a body sent by curl, and types that a script may use for text, are tried as JSON too.
    private static bool IsJson(string? contentType) =>
        string.IsNullOrWhiteSpace(contentType)
        || (MediaTypeHeaderValue.TryParse(contentType, out var type)
            && (type.MediaType is "application/json" or "application/x-www-form-urlencoded" or "text/plain" || type.MediaType?.EndsWith("+json", StringComparison.Ordinal) is true));
}
