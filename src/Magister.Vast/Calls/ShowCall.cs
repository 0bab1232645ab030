using System.Text.Json;
using Magister.Fleet.Market;
using Magister.Vast.Sending;
using Magister.Vast.Wire;

namespace Magister.Vast.Calls;

/// <summary>Asks for one instance (<c>show_instance.yaml</c>): the instance, or Vast's own word that it is gone.</summary>
/// <param name="instanceId">The contract's id.</param>
public sealed class ShowCall(long instanceId) : VastCall<ShownInstance>
{
    internal static readonly Endpoint Show = new("show", settings => settings.ShowGap);

    internal override Endpoint Endpoint => Show;

    internal override VastRequest Next { get; } = new(HttpMethod.Get, $"api/v0/instances/{instanceId}/", []);

    internal override Outcome<ShownInstance> Take(Exchange exchange, Reading reading) =>
        exchange is Exchange.Answered(var answer) && answer.Class() == AnswerClass.Refused && answer.SaysNoSuchInstance()
            ? Done(null)
            : Questions.Interpret(exchange, body => Read(body, new InstanceReader(reading.Text)));

    private Outcome<ShownInstance>? Read(JsonElement body, InstanceReader reader)
    {
        if (!JsonFields.TryMember(body, "instances", out var row)) return null;
        if (row.ValueKind == JsonValueKind.Null) return Done(null);
        if (reader.Read(row) is not { } instance) return null;
        return instance.Id == instanceId
            ? Done(instance)
            : new Outcome<ShownInstance>.Unknown($"asked for instance {instanceId}, told of instance {instance.Id}");
    }

    private static Outcome<ShownInstance>.Done Done(ListedInstance? instance) => new(new ShownInstance(instance));
}
