using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Magister.Simulator.Market;

namespace Magister.Simulator.Http;

/// <summary>How a reply reaches the caller.</summary>
public enum ReplyDelivery
{
    /// <summary>As an HTTP answer.</summary>
    Answer,

    /// <summary>Not at all: the connection is reset.</summary>
    Reset,

    /// <summary>Not at all: nothing is sent until the caller gives up.</summary>
    Hang,
}

/// <summary>What goes back to the caller, as data: the carrier of the call, over HTTP or in virtual time, delivers it.</summary>
/// <param name="Status">The status; null if there is no answer.</param>
/// <param name="ContentType">The content type.</param>
/// <param name="Body">The body, as text.</param>
public sealed record VastReply(int? Status, string ContentType, string Body)
{
    /// <summary>How it is delivered.</summary>
    public ReplyDelivery Delivery { get; init; }

    /// <summary>How long it is held back first.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Headers beyond those that every answer has.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = NoHeaders;

    internal static ImmutableDictionary<string, string> NoHeaders => ImmutableDictionary<string, string>.Empty;

    internal CallRecord? Call { get; init; }

    internal static VastReply Create(MarketAnswer answer) => answer.Text is { } text ? Raw(answer.Status, text) : Json(answer.Status, answer.Body);

    internal static VastReply Json(int status, JsonObject body) => new(status, "application/json", body.ToJsonString());

    internal static VastReply Text(int status, string text) => new(status, "text/plain; charset=utf-8", text);

    /// <summary>A body as it is, with the content type that it looks like.</summary>
    internal static VastReply Raw(int status, string body) =>
        new(status, body switch { ['{' or '[', ..] => "application/json", ['<', ..] => "text/html", _ => "text/plain; charset=utf-8" }, body);

    internal VastReply With(string header, string value) => this with { Headers = Headers.SetItem(header, value) };
}
