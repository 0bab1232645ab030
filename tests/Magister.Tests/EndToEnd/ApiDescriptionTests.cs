using System.Text.Json;

namespace Magister.Tests.EndToEnd;

public sealed class ApiDescriptionTests() : SettledFleetTests(1)
{
    [Fact]
    public async Task OpenApi_NamesEveryRoute_WithWordsAndWhomItIsFor()
    {
        var paths = (await GetAsync("openapi/v1.json")).GetProperty("paths");
        var routes = paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name} {path.Name}"));

        Assert.Equal(
            [
                "delete /drop/{offerId}", "delete /instances/{instanceId}", "get /costs", "get /events", "get /events/stream", "get /healthz", "get /history",
                "get /instances", "get /instances/{instanceId}/logs", "get /metrics", "get /pulse/{offerId}", "get /readyz", "get /status",
                "get /summary", "get /verify/{offerId}", "post /drain", "post /pause", "post /pulse/{offerId}", "post /resume", "post /scale",
            ],
            routes.Order(StringComparer.Ordinal));
        Assert.All(paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject()), operation =>
        {
            Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
            Assert.Contains(operation.Value.GetProperty("tags")[0].GetString(), new[] { "Callers", "Readers", "Operators" });
        });
    }

    [Theory]
    [InlineData("summary")]
    [InlineData("status")]
    [InlineData("instances")]
    [InlineData("history")]
    [InlineData("events")]
    public async Task OpenApi_OfAnAnswer_HasTheFieldsThatAreServed(string path)
    {
        var document = await GetAsync("openapi/v1.json");
        var schema = document.GetProperty("paths").GetProperty($"/{path}").GetProperty("get").GetProperty("responses").GetProperty("200")
            .GetProperty("content").GetProperty("application/json").GetProperty("schema");

        Compare(document, schema, await GetAsync(path), path);
    }

    private static void Compare(JsonElement document, JsonElement schema, JsonElement served, string where)
    {
        schema = Resolve(document, schema);
        switch (served.ValueKind)
        {
            case JsonValueKind.Array when served.GetArrayLength() > 0:
                Compare(document, schema.GetProperty("items"), served[0], $"{where}[]");
                break;
            case JsonValueKind.Object:
                var described = schema.GetProperty("properties");
                foreach (var field in served.EnumerateObject())
                {
                    Assert.True(described.TryGetProperty(field.Name, out var inner), $"{where}.{field.Name} is served and not described");
                    Compare(document, inner, field.Value, $"{where}.{field.Name}");
                }

                break;
            default:
                break;
        }
    }

    private static JsonElement Resolve(JsonElement document, JsonElement schema)
    {
        if (schema.TryGetProperty("oneOf", out var either)) return Resolve(document, either.EnumerateArray().Last());
        if (!schema.TryGetProperty("$ref", out var reference)) return schema;
        return document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
    }

    private async Task<JsonElement> GetAsync(string path) => JsonDocument.Parse(await magister.Http.GetStringAsync(path)).RootElement;
}
