using System.Text.Json.Nodes;
using Magister.Simulator.Callers;

namespace Magister.Simulator.Http;

/// <summary>What the Hierophant's HTTP API answers: the truth, or what its fault makes of it.</summary>
/// <param name="Fault">The fault that was applied.</param>
/// <param name="Body">The body of the answer; null if there is none.</param>
public sealed record HierophantReply(HierophantFault Fault, string? Body)
{
    private const int HugeName = 10_000_000;
    private const int OneOf = 5;
    private const string Page = "<!DOCTYPE html><html><body>502 Bad Gateway</body></html>";

    internal static HierophantReply Create(CallerSchedule schedule, DateTimeOffset now, Func<Hierophant, DateTimeOffset, JsonNode> ask)
    {
        var fault = schedule.Ask(hierophant => hierophant.IsAway(now)) ? HierophantFault.Away : schedule.Options.HierophantFault;
        return new HierophantReply(fault, fault switch
        {
            HierophantFault.Away or HierophantFault.Hang => null,
            HierophantFault.Html => Page,
            _ => Played(fault, schedule.Ask(hierophant => ask(hierophant, now))).ToJsonString(),
        });
    }

    private static JsonNode Played(HierophantFault fault, JsonNode truth) => (fault, truth) switch
    {
        (HierophantFault.Huge, _) => new JsonArray(new JsonArray("192.0.2.1:9", new JsonObject { ["name"] = new string('x', HugeName) })),
        (HierophantFault.Empty, JsonArray) => new JsonArray(),
        (HierophantFault.Partial, JsonArray rows) => new JsonArray([.. rows.Where((_, place) => place % OneOf == 0).Select(row => row!.DeepClone())]),
        _ => truth,
    };
}
