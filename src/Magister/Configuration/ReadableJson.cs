using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Magister.Configuration;

/// <summary>JSON that people read too. The default escapes quotes and plus signs for JSON inside HTML, where ours never is.</summary>
internal static class ReadableJson
{
    /// <summary>The options of a context, without those escapes.</summary>
    public static JsonSerializerOptions Create(JsonSerializerContext context) => new(context.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
