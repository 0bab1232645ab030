using System.Text;
using System.Text.Json;
using Magister.Fleet.Market;
using Magister.Vast.Sending;
using Magister.Vast.Wire;

namespace Magister.Vast.Calls;

/// <summary>
/// Requests the ends of an instance's logs (<c>logs.yaml</c>): first what its programs wrote, then what the host did with it. Vast answers
/// each with an address where the text appears some seconds later, for anybody. Whatever was fetched counts, however the call ends.
/// </summary>
/// <param name="instanceId">The contract's id.</param>
public sealed class LogsCall(long instanceId) : VastCall<InstanceLogs>
{
    internal static readonly Endpoint Logs = new("logs", settings => settings.LogsGap);

    /// <summary>Where the texts are: not at Vast itself, and without any known limit.</summary>
    internal static readonly Endpoint Texts = new("log_texts", _ => TimeSpan.FromSeconds(0.5));

    private const int MaxLines = 200;

    /// <summary>How often to look for one text.</summary>
    private const int MaxLooks = 20;

    private readonly List<string?> brought = [];
    private Uri? text;
    private int looks;

    internal override Endpoint Endpoint => text is null ? Logs : Texts;

    internal override VastRequest Next => text is null
        ? new VastRequest(HttpMethod.Put, $"api/v0/instances/request_logs/{instanceId}/", RequestJson.Body(WriteWanted))
        : new VastRequest(HttpMethod.Get, text.AbsoluteUri, []) { IsElsewhere = true };

    internal override Outcome<InstanceLogs>? Take(Exchange exchange, Reading reading)
    {
        if (text is null) return TakePromise(Questions.Interpret(exchange, AddressIn));
        if (exchange is not Exchange.Answered(var answer)) return End(Questions.Interpret<Uri>(exchange, _ => null));
        if (answer.IsSuccess) return Brought(answer.Body is { } json ? json.GetRawText() : Encoding.UTF8.GetString(answer.NoJson.Span));
        return answer.Status is 403 or 404 && ++looks < MaxLooks ? null : Brought(null);
    }

    private void WriteWanted(Utf8JsonWriter writer)
    {
        writer.WriteString("tail", MaxLines.ToString());
        if (brought.Count > 0) writer.WriteString("daemon_logs", "true");
    }

    private Outcome<InstanceLogs>? TakePromise(Outcome<Uri> promise)
    {
        if (promise is not Outcome<Uri>.Done(var address)) return End(promise);
        (text, looks) = (address, 0);
        return null;
    }

    private Outcome<InstanceLogs>? Brought(string? log)
    {
        brought.Add(log);
        text = null;
        return brought.Count < 2 ? null : End(new Outcome<Uri>.Unknown("the texts did not come"));
    }

    // A refusal to show one instance's logs says nothing about the key.
    private Outcome<InstanceLogs> End(Outcome<Uri> failure) => brought.Any(log => log is not null)
        ? new Outcome<InstanceLogs>.Done(new InstanceLogs(brought[0], brought.ElementAtOrDefault(1)))
        : failure is Outcome<Uri>.Unauthorised(var reason) ? new Outcome<InstanceLogs>.Refused(RefusalKind.InvalidRequest, reason)
        : Questions.FailureOf<Uri, InstanceLogs>(failure);

    private static Outcome<Uri>? AddressIn(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && JsonFields.TryMember(body, "result_url", out var given) && JsonFields.TryText(given, out var url)
        && Uri.TryCreate(url, UriKind.Absolute, out var address)
            ? new Outcome<Uri>.Done(address)
            : null;
}
