using System.Text;
using System.Text.Json.Nodes;

namespace Magister.Simulator.Market;

/// <summary>The cursor of the list: the sort values of a page's last row, as base64-encoded JSON.</summary>
internal static class PageToken
{
    public static string Write(IEnumerable<FieldOrder<InstanceView>> orders, InstanceView last)
    {
        var values = new JsonObject();
        foreach (var order in orders) values[order.Field.Name] = order.Field.Read(last).ToJson();

        return Convert.ToBase64String(Encoding.UTF8.GetBytes(new JsonObject { ["values"] = values }.ToJsonString()));
    }

    /// <summary>The values in the order of <paramref name="orders"/>; null if the token was not issued for that order.</summary>
    public static FieldValue[]? Read(string token, IReadOnlyList<FieldOrder<InstanceView>> orders)
    {
        var bytes = new byte[token.Length];
        if (!Convert.TryFromBase64String(token, bytes, out var length)
            || JsonText.Parse(Encoding.UTF8.GetString(bytes, 0, length)) is not JsonObject parsed
            || parsed["values"] is not JsonObject values
            || !orders.All(order => values.ContainsKey(order.Field.Name)))
        {
            return null;
        }

        return [.. orders.Select(order => FieldValue.FromJson(values[order.Field.Name]))];
    }
}
