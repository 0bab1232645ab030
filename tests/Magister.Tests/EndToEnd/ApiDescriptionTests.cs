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
                "get /instances", "get /instances/{instanceId}/logs", "get /machines", "get /metrics", "get /pulse/{offerId}", "get /readyz", "get /status",
                "get /summary", "get /verify/{offerId}", "post /drain", "post /hosts/{id}", "post /machines/{id}", "post /pause", "post /pulse/{offerId}", "post /reload", "post /resume", "post /scale",
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
    [InlineData("machines")]
    public async Task OpenApi_OfAnAnswer_HasTheFieldsThatAreServed(string path)
    {
        var document = await GetAsync("openapi/v1.json");
        var schema = document.GetProperty("paths").GetProperty($"/{path}").GetProperty("get").GetProperty("responses").GetProperty("200")
            .GetProperty("content").GetProperty("application/json").GetProperty("schema");

        Compare(document, schema, await GetAsync(path), path);
    }

    [Fact]
    public async Task OpenApi_EachOperation_HasItsOwnId_AndSaysWhatTheDoorDoes()
    {
        var operations = (await GetAsync("openapi/v1.json")).GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Name: $"{operation.Name} {path.Name}", operation.Value))).ToArray();

        Assert.Equal(operations.Length, operations.Select(operation => operation.Value.GetProperty("operationId").GetString()).Distinct().Count());
        foreach (var (name, operation) in operations)
        {
            var statuses = operation.GetProperty("responses").EnumerateObject().Select(response => response.Name).ToArray();
            var expected = operation.GetProperty("tags")[0].GetString() switch
            {
                "Operators" => new[] { "401", "403", "429" },
                "Readers" => ["401", "429"],
                _ when name.EndsWith('z') => [],
                _ => ["401", "403", "429"],
            };
            Assert.Equal(expected, statuses.Intersect(["401", "403", "429"]).Order());
            var security = operation.GetProperty("security");
            Assert.Equal(operation.GetProperty("tags")[0].GetString() == "Callers", !security[0].TryGetProperty("bearer_token", out _));
            Assert.Equal(name.StartsWith("delete /drop", StringComparison.Ordinal) ? 2 : 1, security.GetArrayLength());
        }
    }

    [Fact]
    public async Task OpenApi_Numbers_AreNumbers()
    {
        var document = await GetAsync("openapi/v1.json");

        Assert.DoesNotContain("\"pattern\"", document.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("integer", document.GetProperty("components").GetProperty("schemas").GetProperty("StatusResponse").GetProperty("properties").GetProperty("alive").GetProperty("type").GetString());
    }

    [Fact]
    public async Task OpenApi_OfScale_HasItsBody()
    {
        var document = await GetAsync("openapi/v1.json");
        var body = document.GetProperty("paths").GetProperty("/scale").GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");

        Assert.True(Resolve(document, body).GetProperty("properties").TryGetProperty("number_instances", out _));
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
