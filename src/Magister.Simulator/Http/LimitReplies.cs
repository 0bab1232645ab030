using System.Text.Json.Nodes;
using Magister.Simulator.Market;

namespace Magister.Simulator.Http;

/// <summary>The 429 in the wordings seen on Vast. There is no <c>Retry-After</c>.</summary>
internal static class LimitReplies
{
    private const string Plain = "API requests too frequent";

    public static VastReply Create(double? threshold, LimitWording wording)
    {
        var seconds = threshold?.ToString("0.0##");
        var text = seconds is null ? Plain : $"{Plain} endpoint threshold={seconds}";
        return wording switch
        {
            LimitWording.Detail => VastReply.Json(429, new JsonObject { ["detail"] = text }),
            LimitWording.Message => VastReply.Json(
                429, new JsonObject { ["success"] = false, ["error"] = "rate_limit_exceeded", ["msg"] = text }),
            LimitWording.PlainWithThreshold => VastReply.Text(429, $"{Plain}: endpoint threshold={seconds}"),
            _ => VastReply.Text(429, Plain),
        };
    }
}
