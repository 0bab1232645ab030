using System.Collections.Immutable;
using System.Text.Json;
using Magister.Fleet;
using Magister.Fleet.Market;

namespace Magister.Vast.Wire;

/// <summary>
/// Reads an instance from a row of the list or from the answer about a single one. Without an id there is none; any other invalid field is
/// null, since an instance that is charged must not vanish over a field.
/// </summary>
internal sealed class InstanceReader(Reading reading)
{
    public static ImmutableArray<string> Columns { get; } =
    [
        "id", "label", "actual_status", "intended_status", "cur_state", "next_state", "status_msg", "onstart", .. OfferFields.Columns,
    ];

    public ListedInstance? Read(JsonElement row)
    {
        if (!JsonFields.TryId(row, "id", out var id)) return null;
        var fields = new JsonFields(row, reading.VastAhead);
        return new ListedInstance
        {
            Id = id,
            Label = fields.ShortText("label"),
            ActualStatus = fields.ShortText("actual_status"),
            IntendedStatus = fields.ShortText("intended_status"),
            CurState = fields.ShortText("cur_state"),
            NextState = fields.ShortText("next_state"),
            StatusMessage = fields.Text("status_msg") is { } message ? reading.Text.Clean(message) : null,
            Onstart = fields.Text("onstart") is { } script ? Onstart.EndpointLines(script) : null,
            StartDate = Moments.OfUnixSeconds(fields.Moment("start_date")),
            Hardware = OfferFields.Read(fields, id: 0),
        };
    }
}
