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
    /// <param name="answer">The market's answer; null if it was not asked.</param>
    /// <param name="turn">The ordinal of the call: wordings are sent in turn.</param>
    public static VastReply Create(FaultRule rule, MarketAnswer? answer, long turn)
    {
        if (Wordings(rule) is { Length: > 0 } wordings) return wordings[(rule.Wording ?? turn) % wordings.Length];
        return rule.Kind switch
        {
            FaultKind.HalfJson => HalfJson(answer),
            FaultKind.ErrorWithContract => WithContract(answer),
            _ when answer is { Succeeded: false } => VastReply.Create(answer),
            FaultKind.EmptyList => VastReply.Json(200, Emptied(answer!.Body)),
            FaultKind.ShortPage => VastReply.Json(200, Halved(answer!.Body)),
            _ when rule.ChangesRows => RowFaults.Changed(rule, answer!, turn),
            _ => VastReply.Create(answer!),
        };
    }

    /// <summary>Whether the market is asked before the fault strikes.</summary>
    public static bool TakesEffect(FaultRule rule) => rule.Moment == FaultMoment.After || rule.ChangesRows
        || rule.Kind is FaultKind.ErrorWithContract or FaultKind.Delay or FaultKind.EmptyList or FaultKind.ShortPage;

    // Replies that do not depend on the right answer.
    private static VastReply[] Wordings(FaultRule rule) => rule.Kind switch
    {
        FaultKind.TooManyRequests => [TooManyRequests(rule.Threshold)],
        FaultKind.InternalError => [VastReply.Json(500, Failure("internal_error"))],
        FaultKind.Unavailable => [VastReply.Text(503, "Service Unavailable")],
        FaultKind.ProxyPage => [VastReply.Raw(502, ProxyPage)],
        FaultKind.EmptyBody => [new VastReply(200, "application/json", "")],
        FaultKind.SuccessFalse => [VastReply.Json(200, Failure("try_again"))],
        FaultKind.Reset => [new VastReply(null, "", "") { Delivery = ReplyDelivery.Reset }],
        FaultKind.Hang => [new VastReply(null, "", "") { Delivery = ReplyDelivery.Hang }],
        FaultKind.Answer => [VastReply.Raw(rule.Status, rule.Body ?? "") with { Headers = rule.Headers ?? VastReply.NoHeaders }],
        FaultKind.OfferRefused =>
        [
            VastReply.Raw(409, """{"error":"conflict","msg":"Offer already rented"}"""),
            VastReply.Raw(400, """{"success":false,"error":"invalid_args","msg":"machine already rented"}"""),
            VastReply.Raw(404, """{"success":false,"error":"not_found","msg":"Offer not found"}"""),
            VastReply.Raw(404, "<html><body>404 Not Found</body></html>"),
            VastReply.Raw(410, """{"detail":"Gone"}"""),
        ],
        FaultKind.OddAbsence =>
        [
            VastReply.Raw(200, """{"instances":[]}"""),
            VastReply.Raw(200, "{}"),
            VastReply.Raw(404, """{"success":false,"error":"no_such_instance","msg":"No such instance."}"""),
            VastReply.Raw(404, """{"detail":"Not Found"}"""),
            VastReply.Raw(410, """{"detail":"Gone"}"""),
        ],
        FaultKind.LivingDenied =>
        [
            VastReply.Raw(200, "{}"),
            VastReply.Raw(404, """{"detail":"Not Found"}"""),
            VastReply.Raw(410, """{"success":false,"error":"deprecated_endpoint","msg":"Use /api/v1/instances/."}"""),
        ],
        FaultKind.EdgeForbidden =>
        [
            VastReply.Raw(403, "error code: 1010"),
            VastReply.Raw(403, "<html><head><title>403 Forbidden</title></head><body>Access denied</body></html>"),
            VastReply.Raw(403, ""),
        ],
        FaultKind.ScopeMissing => [VastReply.Raw(403, """{"success":false,"error":"auth_error","msg":"Your API key lacks the scope for this endpoint."}""")],
        FaultKind.RetryLater => RetryLater(rule.RetryAfter.TotalSeconds.ToString("0.###")),
        FaultKind.WrongEncoding =>
        [
            VastReply.Raw(200, "<html>502</html>").With("Content-Encoding", "br"),
            VastReply.Raw(200, "<html>502</html>").With("Content-Encoding", "gzip"),
            VastReply.Raw(502, "<html>502</html>").With("Content-Encoding", "deflate"),
        ],
        _ => [],
    };

    private static VastReply TooManyRequests(double? threshold) =>
        LimitReplies.Create(threshold, threshold is null ? LimitWording.Plain : LimitWording.PlainWithThreshold);

    private static VastReply[] RetryLater(string seconds) =>
    [
        VastReply.Text(429, "API requests too frequent").With("Retry-After", seconds),
        VastReply.Raw(503, "<html><body>503 Service Unavailable</body></html>").With("Retry-After", seconds),
        VastReply.Raw(429, $$"""{"success":false,"error":"rate_limit_exceeded","msg":"API requests too frequent","retry_after":{{seconds}}}"""),
        VastReply.Raw(503, $$"""{"success":false,"error":"unavailable","retry_after":{{seconds}}}"""),
    ];

    private static JsonObject Failure(string error) =>
        new() { ["success"] = false, ["error"] = error, ["msg"] = "Something went wrong, please try again later." };

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
