using System.Collections.Immutable;
using System.Text.Json;
using Magister.Fleet.Market;

namespace Magister.Vast.Wire;

/// <summary>One page of the instance list.</summary>
/// <param name="Rows">The rows that could be read.</param>
/// <param name="Unreadable">How many rows carried no id.</param>
/// <param name="Total">How many instances Vast says there are, over all pages.</param>
/// <param name="NextToken">Where the next page starts; null on the last one.</param>
internal sealed record InstancePage(ImmutableArray<ListedInstance> Rows, int Unreadable, long? Total, string? NextToken)
{
    /// <summary>Null if the answer is not a page.</summary>
    public static InstancePage? Read(JsonElement body, InstanceReader reader)
    {
        if (!JsonFields.TryMember(body, "instances", out var rows) || rows.ValueKind != JsonValueKind.Array) return null;
        var read = rows.EnumerateArray().Select(reader.Read).ToArray();
        var fields = new JsonFields(body);
        var page = new InstancePage(
            [.. read.OfType<ListedInstance>()],
            read.Count(row => row is null),
            fields.Whole("total_instances"),
            fields.Text("next_token") is { Length: > 0 } token ? token : null);

        // A token that is neither text nor null could mean one more page: without it the list would look complete.
        return fields.FirstBroken is null ? page : null;
    }
}
