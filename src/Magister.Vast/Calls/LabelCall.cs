using System.Text.Json;
using Magister.Fleet.Market;
using Magister.Vast.Sending;
using Magister.Vast.Wire;

namespace Magister.Vast.Calls;

/// <summary>Sets the label of one instance (<c>manage_instance.yaml</c>). Setting it twice does no more than once.</summary>
/// <param name="instanceId">The contract's id.</param>
/// <param name="label">The label.</param>
public sealed class LabelCall(long instanceId, string label) : VastCall<LabelConfirmation>
{
    internal static readonly Endpoint Label = new("label", settings => settings.LabelGap);

    internal override Endpoint Endpoint => Label;

    internal override VastRequest Next { get; } =
        new(HttpMethod.Put, $"api/v0/instances/{instanceId}/", RequestJson.Body(writer => writer.WriteString("label", label)));

    internal override Outcome<LabelConfirmation> Take(Exchange exchange, Reading reading) => Questions.Interpret(exchange, Read);

    private static Outcome<LabelConfirmation>? Read(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object ? new Outcome<LabelConfirmation>.Done(new LabelConfirmation()) : null;
}
