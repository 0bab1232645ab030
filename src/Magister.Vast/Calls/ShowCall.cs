using System.Text.Json;
using Magister.Fleet.Market;
using Magister.Vast.Sending;
using Magister.Vast.Wire;

namespace Magister.Vast.Calls;

/// <summary>Asks about one instance (<c>show_instance.yaml</c>): the instance, or Vast's word that it is gone.</summary>
/// <param name="instanceId">The contract's id.</param>
public sealed class ShowCall(long instanceId) : VastCall<ShownInstance>
{
    internal static readonly Endpoint Show = new("show", settings => settings.ShowGap);

    private static readonly Outcome<ShownInstance>.Done Gone = new(new ShownInstance(null));
    private static readonly Outcome<ShownInstance>.Done HintOfAbsence = new(new ShownInstance(null, IsHint: true));

    internal override Endpoint Endpoint => Show;

    internal override VastRequest Next { get; } = new(HttpMethod.Get, $"api/v0/instances/{instanceId}/", []);

    internal override Outcome<ShownInstance> Take(Exchange exchange, Reading reading) =>
        exchange is Exchange.Answered(var answer) && answer.Class() == AnswerClass.Refused && AbsenceIn(answer) is { } absence
            ? absence
            : Questions.Interpret(exchange, body => Read(body, new InstanceReader(reading)));

    // A 404 or 410 in other words may be about the address.
    private static Outcome<ShownInstance>.Done? AbsenceIn(Answer answer) =>
        answer.SaysNoSuchInstance() ? Gone
        : answer is { Status: 404 or 410, IsObject: true } && !answer.SaysAny("deprecated") ? HintOfAbsence
        : null;

    private Outcome<ShownInstance>? Read(JsonElement body, InstanceReader reader)
    {
        if (body.ValueKind != JsonValueKind.Object) return null;
        if (!JsonFields.TryMember(body, "instances", out var found)) return body.EnumerateObject().Any() ? null : HintOfAbsence;
        if (found.ValueKind == JsonValueKind.Null) return Gone;
        JsonElement[] rows = found.ValueKind == JsonValueKind.Array ? [.. found.EnumerateArray()] : [found];
        if (rows.Length == 0) return Gone;
        ListedInstance[] instances = [.. rows.Select(reader.Read).OfType<ListedInstance>()];
        if (instances.FirstOrDefault(instance => instance.Id == instanceId) is { } shown) return new Outcome<ShownInstance>.Done(new ShownInstance(shown));
        return instances is [var other, ..] ? new Outcome<ShownInstance>.Unknown($"requested instance {instanceId}, got instance {other.Id}") : null;
    }
}
