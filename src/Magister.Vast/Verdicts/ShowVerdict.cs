using System.Globalization;
using System.Text.Json;
using Magister.Fleet.Market;
using Magister.Vast.Calls;
using Magister.Vast.Wire;

namespace Magister.Vast.Verdicts;

/// <summary>What asking for one instance brought: the instance, or Vast's own word that it is gone.</summary>
internal static class ShowVerdict
{
    public static Outcome<ShownInstance> Of(Exchange exchange, long instanceId, InstanceReader reader)
    {
        var isGone = exchange is Exchange.Answered(var answer) && answer.Class() == AnswerClass.Refused && answer.SaysNoSuchInstance();
        return isGone ? Done(null) : ReadVerdict.Of(exchange, body => Shown(body, instanceId, reader));
    }

    private static Outcome<ShownInstance>? Shown(JsonElement body, long instanceId, InstanceReader reader)
    {
        if (!JsonFields.TryMember(body, "instances", out var row))
        {
            return null;
        }

        if (row.ValueKind == JsonValueKind.Null)
        {
            return Done(null);
        }

        var instance = reader.Read(row);
        return instance is null || instance.Id == instanceId
            ? instance is null ? null : Done(instance)
            : new Outcome<ShownInstance>.Unknown(
                string.Create(CultureInfo.InvariantCulture, $"asked for instance {instanceId}, told of instance {instance.Id}"));
    }

    private static Outcome<ShownInstance>.Done Done(ListedInstance? instance) => new(new ShownInstance(instance));
}
