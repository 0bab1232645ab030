using System.Globalization;
using System.Text;
using System.Text.Json;
using Magister.Fleet.Market;

namespace Magister.Vast.Wire;

/// <summary>What is sent, as Vast wants it.</summary>
internal static class Requests
{
    /// <summary>The most that Vast gives.</summary>
    public const int RowsPerPage = 25;

    public static VastRequest Search(OfferQuery query) => new(HttpMethod.Post, "api/v0/bundles/", SearchBody(query));

    public static VastRequest Rent(RentOrder order) => new(HttpMethod.Put, Numbered("asks", order.OfferId), RentBody(order));

    public static VastRequest Show(long instanceId) => new(HttpMethod.Get, Numbered("instances", instanceId), []);

    public static VastRequest Destroy(long instanceId) => new(HttpMethod.Delete, Numbered("instances", instanceId), []);

    public static VastRequest Account() => new(HttpMethod.Get, "api/v0/users/current/", []);

    public static VastRequest Template(string hash) => new(HttpMethod.Get, TemplateAddress(hash), []);

    public static VastRequest Page(string label, string? afterToken) => new(HttpMethod.Get, PageAddress(label, afterToken), []);

    private static string Numbered(string kind, long id) => string.Create(CultureInfo.InvariantCulture, $"api/v0/{kind}/{id}/");

    private static string PageAddress(string label, string? afterToken)
    {
        var filters = Written(writer => WriteFilter(writer, "label", "eq", () => writer.WriteStringValue(label)));
        var columns = $"[{string.Join(',', InstanceReader.Columns.Select(column => $"\"{column}\""))}]";
        var query = new StringBuilder("api/v1/instances/?limit=").Append(RowsPerPage)
            .Append("&select_filters=").Append(Uri.EscapeDataString(Encoding.UTF8.GetString(filters)))
            .Append("&order_by=").Append(Uri.EscapeDataString("""[{"col":"id","dir":"asc"}]"""))
            .Append("&select_cols=").Append(Uri.EscapeDataString(columns));
        return afterToken is null ? query.ToString() : query.Append("&after_token=").Append(Uri.EscapeDataString(afterToken)).ToString();
    }

    private static string TemplateAddress(string hash)
    {
        var filters = Written(writer => WriteFilter(writer, "hash_id", "eq", () => writer.WriteStringValue(hash)));
        return "api/v0/template/?select_filters=" + Uri.EscapeDataString(Encoding.UTF8.GetString(filters))
            + "&select_cols=" + Uri.EscapeDataString("""["id","name","image","hash_id"]""");
    }

    private static byte[] SearchBody(OfferQuery query) => Written(writer =>
    {
        WriteNumber(writer, "disk_space", "gte", query.DiskSpace);
        WriteNumber(writer, "reliability2", "gte", query.Reliability);
        WriteNumber(writer, "duration", "gte", query.Duration?.TotalSeconds);
        WriteFilter(writer, "verified", "eq", () => writer.WriteBooleanValue(true));
        WriteNumber(writer, "dph_total", "lte", query.CostPerHour);
        WriteNumber(writer, "gpu_ram", "gte", query.GpuRam is { } gigabytes ? Math.Round(gigabytes * 1000, 3) : null);
        WriteFilter(writer, "rentable", "eq", () => writer.WriteBooleanValue(true));
        if (query.MinCudaVersion is { } version)
        {
            WriteFilter(writer, "cuda_max_good", "gte", () => writer.WriteStringValue(version));
        }

        WriteFilter(writer, "gpu_name", "in", () => WriteTexts(writer, query.GpuNames.IsDefault ? [] : [.. query.GpuNames]));
        writer.WriteNumber("allocated_storage", query.AllocatedStorage);
        writer.WriteStartArray("order");
        WriteTexts(writer, ["score", "desc"]);
        writer.WriteEndArray();
        writer.WriteStartObject("sort_option");
        writer.WritePropertyName("0");
        WriteTexts(writer, ["score", "desc"]);
        writer.WriteEndObject();
        writer.WriteString("type", "ask");
    });

    private static byte[] RentBody(RentOrder order) => Written(writer =>
    {
        writer.WriteString("template_hash_id", order.TemplateHash);
        writer.WriteString("label", order.Label);
        writer.WriteNumber("disk", order.DiskSpace);
        writer.WriteString("onstart", order.Onstart);
        foreach (var left in (ReadOnlySpan<string>)["client_id", "image", "extra_env", "args_str", "runtype", "image_login", "jupyter_dir",
            "python_utf8", "lang_utf8", "template_id"])
        {
            writer.WriteNull(left);
        }

        writer.WriteBoolean("use_jupyter_lab", false);
    });

    private static void WriteNumber(Utf8JsonWriter writer, string field, string comparison, double? value)
    {
        if (value is { } number)
        {
            WriteFilter(writer, field, comparison, () => writer.WriteNumberValue(number));
        }
    }

    private static void WriteFilter(Utf8JsonWriter writer, string field, string comparison, Action writeValue)
    {
        writer.WriteStartObject(field);
        writer.WritePropertyName(comparison);
        writeValue();
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, ReadOnlySpan<string> texts)
    {
        writer.WriteStartArray();
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static byte[] Written(Action<Utf8JsonWriter> writeMembers)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}
