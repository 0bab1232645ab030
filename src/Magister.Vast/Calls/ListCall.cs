using Magister.Fleet.Market;
using Magister.Vast.Sending;
using Magister.Vast.Wire;

namespace Magister.Vast.Calls;

/// <summary>
/// Lists the instances that carry a label, or all of the account (<c>show_instances.yaml</c>), page by page. An incomplete list is
/// <see cref="Outcome{T}.Unknown"/>.
/// </summary>
/// <param name="label">The exact label; null for all.</param>
public sealed class ListCall(string? label) : VastCall<InstanceListing>
{
    /// <summary>The most that Vast returns.</summary>
    internal const int RowsPerPage = 25;

    internal static readonly Endpoint List = new("list", settings => settings.ListGap);

    private readonly ListingAssembly assembly = new(label);

    internal override Endpoint Endpoint => List;

    internal override VastRequest Next => new(HttpMethod.Get, Address(label, assembly.Token), []);

    internal override Outcome<InstanceListing>? Take(Exchange exchange, Reading reading)
    {
        var reader = new InstanceReader(reading);
        var part = Questions.Interpret(exchange, body => InstancePage.Read(body, reader) is { } page ? new Outcome<InstancePage>.Done(page) : null);
        return part is Outcome<InstancePage>.Done(var next) ? assembly.Add(next) : Questions.FailureOf<InstancePage, InstanceListing>(part);
    }

    private static string Address(string? label, string? afterToken)
    {
        var columns = $"[{string.Join(',', InstanceReader.Columns.Select(column => $"\"{column}\""))}]";
        var page = $"api/v1/instances/?limit={RowsPerPage}"
            + (label is null ? "" : "&select_filters=" + RequestJson.InAddress(writer => writer.WriteFilter("label", "eq", label)))
            + "&order_by=" + Uri.EscapeDataString("""[{"col":"id","dir":"asc"}]""")
            + "&select_cols=" + Uri.EscapeDataString(columns);
        return afterToken is null ? page : $"{page}&after_token={Uri.EscapeDataString(afterToken)}";
    }
}
