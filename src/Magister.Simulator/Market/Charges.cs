using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Magister.Simulator.Market;

/// <summary>The bill for a span of days, as <c>GET /api/v0/charges/</c> shows it: one row per instance, with GPU and storage separate.</summary>
internal sealed class Charges
{
    private const int LargestPage = 500;

    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _until;
    private readonly long _after;
    private readonly int _limit;

    private Charges(DateTimeOffset from, DateTimeOffset until, long after, int limit) => (_from, _until, _after, _limit) = (from, until, after, limit);

    public static (Charges? Charges, MarketAnswer? Problem) Parse(ListRequest request)
    {
        var day = (JsonText.Parse(request.SelectFilters ?? "") as JsonObject)?["day"];
        if (Seconds(day?["gte"]) is not { } first || Seconds(day?["lte"]) is not { } last)
        {
            return (null, new MarketAnswer(400, new JsonObject { ["success"] = false, ["msg"] = "Must provide both 'day' gte and lte filters for instance charges" }));
        }

        var after = 0L;
        if (!string.IsNullOrEmpty(request.AfterToken) && !TryReadToken(request.AfterToken, out after)) return (null, MarketAnswer.Error(400, "invalid_token", "Invalid pagination token"));
        var limit = int.TryParse(request.Limit ?? "100", NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, LargestPage) : 100;
        return (new Charges(DateTimeOffset.FromUnixTimeSeconds(first), DateTimeOffset.FromUnixTimeSeconds(last + 1), after, limit), null);
    }

    /// <param name="instances">In the order of their ids.</param>
    /// <param name="isLate">Whether an instance is not on the bill yet.</param>
    /// <param name="comesTwice">Whether an instance's row appears twice.</param>
    public MarketAnswer Run(IEnumerable<Instance> instances, DateTimeOffset now, Func<Instance, bool> isLate, Func<Instance, bool> comesTwice)
    {
        var until = now < _until ? now : _until;
        Instance[] all = [.. instances.Where(instance => !isLate(instance) && instance.Charged(_from, until) is { Gpu: > 0 } or { Disk: > 0 })];
        var page = all.Where(instance => instance.Id > _after).Take(_limit).ToArray();
        var rows = page.SelectMany(instance => Enumerable.Range(0, comesTwice(instance) ? 2 : 1).Select(JsonNode? (_) => Row(instance, until))).ToArray();
        return new MarketAnswer(200, new JsonObject
        {
            ["success"] = true,
            ["count"] = rows.Length,
            ["total"] = all.Length,
            ["next_token"] = page.Length > 0 && page[^1] != all[^1] ? Token(page[^1].Id) : null,
            ["results"] = new JsonArray(rows),
        });
    }

    private JsonObject Row(Instance instance, DateTimeOffset until)
    {
        var (gpu, disk) = instance.Charged(_from, until);
        var begun = instance.RentedAt > _from ? instance.RentedAt : _from;
        var ended = instance.GoneAt is { } gone && gone < until ? gone : until;
        JsonObject Of(string type, string description, double amount) => new()
        {
            ["start"] = begun.ToUnixTimeSeconds(),
            ["end"] = ended.ToUnixTimeSeconds(),
            ["type"] = type,
            ["source"] = type == "instance" ? $"instance-{instance.Id}" : null,
            ["description"] = description,
            ["amount"] = Math.Round(amount, 3),
            ["metadata"] = type == "instance" && instance.Label is { } label ? new JsonObject { ["label"] = label } : [],
            ["items"] = new JsonArray(),
        };
        var row = Of("instance", $"Instance {instance.Id} Charges", gpu + disk);
        row["items"] = new JsonArray(Of("gpu", "GPU", gpu), Of("disk", "Storage", disk));
        return row;
    }

    private static long? Seconds(JsonNode? node) => JsonText.NumberOrNull(node) is { } number && Math.Abs(number) < 1e11 ? (long)number : null;

    private static string Token(long id) => Convert.ToBase64String(Encoding.UTF8.GetBytes($$$"""{"values": {"id": {{{id}}}}}"""));

    private static bool TryReadToken(string token, out long id)
    {
        id = 0;
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            && JsonText.Parse(Encoding.UTF8.GetString(bytes, 0, length)) is JsonObject read
            && Seconds(read["values"]?["id"]) is { } after && (id = after) >= 0;
    }
}
