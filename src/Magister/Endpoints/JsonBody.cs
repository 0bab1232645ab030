using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Magister.Access;

namespace Magister.Endpoints;

/// <summary>The JSON that an operator sends.</summary>
internal static class JsonBody
{
    /// <summary>Reads the body.</summary>
    /// <returns>The body, null if it is JSON of another shape; and the answer if it is no JSON at all, or was sent as something else.</returns>
    public static async Task<(TBody? Body, IResult? Refusal)> ReadAsync<TBody>(HttpRequest request, JsonTypeInfo<TBody> type, CancellationToken cancellation)
        where TBody : class
    {
        if (!IsJson(request.ContentType))
        {
            var given = GivenText.Shortened(request.ContentType!);
            return (null, Problems.Create(StatusCodes.Status415UnsupportedMediaType, "Not JSON", $"the body must be JSON, sent as application/json or without a type, not as {given}"));
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, default, cancellation);
            return (Shaped(document, type), null);
        }
        catch (JsonException failure)
        {
            var where = $"line {failure.LineNumber + 1}, after {failure.BytePositionInLine} bytes";
            return (null, Problems.Create(StatusCodes.Status400BadRequest, "The body cannot be used", $"it must be JSON, and is not: see {where}"));
        }
    }

    private static TBody? Shaped<TBody>(JsonDocument document, JsonTypeInfo<TBody> type)
        where TBody : class
    {
        try
        {
            return document.Deserialize(type);
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
