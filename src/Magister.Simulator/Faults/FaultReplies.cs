using System.Text.Json.Nodes;
using Magister.Simulator.Http;
using Magister.Simulator.Market;

namespace Magister.Simulator.Faults;

/// <summary>What is sent when a fault strikes.</summary>
internal static class FaultReplies
{
    private const string ProxyPage =
        "<html>\n<head><title>502 Bad Gateway</title></head>\n<body>\n<center><h1>502 Bad Gateway</h1></center>\n</body>\n</html>\n";

    /// <summary>The reply of a fault.</summary>
    /// <param name="rule">The fault.</param>
    /// <param name="answer">What the market said; null where it was not asked.</param>
    public static VastReply Of(FaultRule rule, MarketAnswer? answer) => rule.Kind switch
    {
        FaultKind.TooManyRequests => TooManyRequests(rule.Threshold),
        FaultKind.InternalError => VastReply.Json(500, Failure("internal_error")),
        FaultKind.Unavailable => VastReply.Text(503, "Service Unavailable"),
        FaultKind.ProxyPage => new VastReply(502, "text/html", ProxyPage),
        FaultKind.HalfJson => HalfJson(answer),
        FaultKind.EmptyBody => new VastReply(200, "application/json", ""),
        FaultKind.SuccessFalse => VastReply.Json(200, Failure("try_again")),
        FaultKind.ErrorWithContract => WithContract(answer),
        FaultKind.Conflict => VastReply.Json(409, Failure("conflict", "Offer already rented")),
        FaultKind.NotFound => VastReply.Json(404, Failure("error", "not found")),
        FaultKind.MachineRented => VastReply.Json(400, Failure("invalid_args", "machine already rented")),
        FaultKind.Reset => new VastReply(null, "", "") { Delivery = ReplyDelivery.Reset },
        FaultKind.Hang => new VastReply(null, "", "") { Delivery = ReplyDelivery.Hang },
        _ when answer is { Succeeded: false } => VastReply.Of(answer),
        FaultKind.EmptyList => VastReply.Json(200, Emptied(answer!.Body)),
        FaultKind.ShortPage => VastReply.Json(200, Halved(answer!.Body)),
        _ => VastReply.Of(answer!),
    };

    /// <summary>Whether the market is asked before the fault strikes.</summary>
    public static bool TakesEffect(FaultRule rule) => rule.Moment == FaultMoment.After
        || rule.Kind is FaultKind.ErrorWithContract or FaultKind.Delay or FaultKind.EmptyList or FaultKind.ShortPage;

    private static VastReply TooManyRequests(double? threshold) =>
        LimitReplies.Of(threshold, threshold is null ? LimitWording.Plain : LimitWording.PlainWithThreshold);

    private static JsonObject Failure(string error, string message = "Something went wrong, please try again later.") =>
        new() { ["success"] = false, ["error"] = error, ["msg"] = message };

    private static VastReply HalfJson(MarketAnswer? answer)
    {
        var whole = answer?.Body.ToJsonString() ?? Failure("internal_error").ToJsonString();
        return new VastReply(200, "application/json", whole[..(whole.Length / 2)]);
    }

    private static VastReply WithContract(MarketAnswer? answer)
    {
        var body = Failure("start_failed");
        if (answer?.InstanceId is { } instance) body["new_contract"] = instance;
        return VastReply.Json(500, body);
    }

    private static JsonObject Emptied(JsonObject body)
    {
        foreach (var rows in Rows(body)) rows.Clear();

        if (body.ContainsKey("total_instances"))
        {
            body["instances_found"] = 0;
            body["total_instances"] = 0;
            body["label_counts"] = new JsonObject();
            body["next_token"] = null;
        }

        return body;
    }

    private static JsonObject Halved(JsonObject body)
    {
        foreach (var rows in Rows(body))
        {
            var kept = rows.Count / 2;
            while (rows.Count > kept) rows.RemoveAt(rows.Count - 1);
        }

        return body;
    }

    private static IEnumerable<JsonArray> Rows(JsonObject body) =>
        new[] { body["offers"], body["instances"] }.OfType<JsonArray>();
}
