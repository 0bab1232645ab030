using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace Magister.Simulator.Tests.Support;

/// <summary>A published API file, and whether an answer matches its schema.</summary>
internal sealed class OpenApiFile
{
    // If the files are narrower than what was seen on Vast, what was seen takes precedence (shared/vast-api.md).
    private static readonly HashSet<string> NullInFact = ["geolocation", "onstart"];
    private static readonly HashSet<string> ErrorsInFact = ["auth_error", "insufficient_credit", "spend_rate_limit"];
    private static readonly HashSet<string> ListOfPairsInFact = ["extra_env"];

    private readonly Dictionary<object, object> _root;

    private OpenApiFile(Dictionary<object, object> root) => _root = root;

    public static string? Folder { get; } = Find();

    public static OpenApiFile Load(string name) =>
        new(new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(File.ReadAllText(Path.Combine(Folder!, $"{name}.yaml"))));

    /// <summary>What is wrong with an answer, including a status that is not documented.</summary>
    public List<string> Problems(string path, string method, int status, JsonNode? body)
    {
        var responses = Under(_root, "paths", path, method, "responses");
        var problems = new List<string>();
        if (!responses.TryGetValue(status.ToString(), out var response)) return [$"status {status} is not documented"];
        Check(body, Under(Map(response), "content", "application/json", "schema"), "$", problems);
        return problems;
    }

    /// <summary>A response's example, as the names and kinds of its fields.</summary>
    public Dictionary<object, object> Example(params object[] path) => Under(_root, path);

    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Magister.sln"))) folder = folder.Parent;

        var found = folder is null ? null : Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "vast-openapi"));
        return Directory.Exists(found) ? found : null;
    }

    private void Check(JsonNode? node, Dictionary<object, object> schema, string at, List<string> problems)
    {
        if (schema.TryGetValue("$ref", out var reference)) schema = Under(_root, ((string)reference).Split('/')[1..]);
        var name = at[(at.LastIndexOf('.') + 1)..];
        if (node is null)
        {
            if (schema.GetValueOrDefault("nullable") as string != "true" && !NullInFact.Contains(name) && at != "$.instances")
            {
                problems.Add($"{at} is null");
            }

            return;
        }

        if (!Fits(node, schema.GetValueOrDefault("type") as string))
        {
            problems.Add($"{at} is {node.GetValueKind()}, not {schema["type"]}");
        }
        else if (schema.TryGetValue("enum", out var allowed) && !((List<object>)allowed).Contains(node.ToString()) && !ErrorsInFact.Contains(node.ToString()))
        {
            problems.Add($"{at} is {node}, which is not listed");
        }
        else if (!ListOfPairsInFact.Contains(name))
        {
            CheckInside(node, schema, at, problems);
        }
    }

    private void CheckInside(JsonNode node, Dictionary<object, object> schema, string at, List<string> problems)
    {
        if (node is JsonArray list && schema.TryGetValue("items", out var items))
        {
            for (var i = 0; i < list.Count; i++) Check(list[i], Map(items), $"{at}[]", problems);
        }

        foreach (var (key, value) in node as JsonObject ?? [])
        {
            if (schema.TryGetValue("properties", out var properties) && Map(properties).TryGetValue(key, out var property))
            {
                Check(value, Map(property), $"{at}.{key}", problems);
            }
            else if (schema.TryGetValue("additionalProperties", out var others) && others is Dictionary<object, object> other)
            {
                Check(value, other, $"{at}.{key}", problems);
            }
        }
    }

    private static bool Fits(JsonNode node, string? type) => type switch
    {
        "object" => node is JsonObject,
        "array" => node is JsonArray,
        "string" => node.GetValueKind() == JsonValueKind.String,
        "boolean" => node.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "number" => node.GetValueKind() == JsonValueKind.Number,
        "integer" => node.GetValueKind() == JsonValueKind.Number && node.ToJsonString().All(letter => char.IsAsciiDigit(letter) || letter == '-'),
        _ => true,
    };

    private static Dictionary<object, object> Under(Dictionary<object, object> map, params object[] path) =>
        path.Aggregate(map, (inner, key) => Map(inner[key]));

    private static Dictionary<object, object> Map(object value) => (Dictionary<object, object>)value;
}
