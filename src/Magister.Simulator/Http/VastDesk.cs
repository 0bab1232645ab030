using Magister.Simulator.Faults;
using Magister.Simulator.Market;
using Magister.Simulator.Settings;

namespace Magister.Simulator.Http;

/// <summary>A call that came in, and what was decided on its arrival.</summary>
/// <param name="Request">The call.</param>
/// <param name="Delay">How long to wait before <see cref="VastDesk.Complete"/>.</param>
public sealed record Admission(VastRequest Request, TimeSpan Delay)
{
    /// <summary>Its entry in the log of calls.</summary>
    public required CallRecord Call { get; init; }

    internal FaultRule? Fault { get; init; }
    internal VastReply? Refusal { get; init; }
    internal string? RefusedAs { get; init; }
    internal TimeSpan DelayAfter { get; init; }
}

/// <summary>
/// Where calls come in: keys, limits, latency and faults, then the market. It is synchronous and never waits: call <see cref="Admit"/>
/// when a call arrives, <see cref="Complete"/> after the delay that it returns, and <see cref="Close"/> once the reply is delivered.
/// </summary>
public sealed class VastDesk(VastMarket market, FaultPlan faults, DeskOptions options, int seed)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private readonly RateLimits _limits = new();
    private volatile DeskOptions _options = options;

    /// <summary>How calls are received.</summary>
    public DeskOptions Options
    {
        get => _options;
        set => _options = value;
    }

    /// <summary>Takes a call in.</summary>
    public Admission Admit(VastRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (_gate)
        {
            var settings = _options;
            var call = market.OpenCall(request.Endpoint, request.Id);
            var half = settings.Latency.Draw(_random) / 2;
            if (settings.Down != Downtime.None) return Refused(request, call, half, DownReply(settings.Down), "down");
            return AtTheDoor(request, call, settings, half)
                ?? Struck(request, call, half)
                ?? new Admission(request, half) { Call = call, DelayAfter = half };
        }
    }

    /// <summary>Carries out the call and returns the reply.</summary>
    public VastReply Complete(Admission admission)
    {
        ArgumentNullException.ThrowIfNull(admission);
        if (admission.Refusal is { } refusal) return Finish(admission, refusal, answer: null, admission.RefusedAs!);
        if (admission.Fault is { } fault)
        {
            var asked = FaultReplies.TakesEffect(fault) ? Ask(admission) : null;
            return Finish(admission, FaultReplies.Create(fault, asked, admission.Call.Ordinal), asked, SettingText.Word(fault.Kind));
        }

        var answer = Ask(admission);
        if (!answer.Succeeded && answer.Status != 410)
        {
            market.Tell(MarketEventKind.Refused, $"{admission.Request.Endpoint} {admission.Request.Id}: {answer.Status} {answer.Body["msg"]}");
        }

        return Finish(admission, VastReply.Create(answer), answer, answer.Succeeded ? "ok" : JsonText.Text(answer.Body["error"]) ?? "error");
    }

    /// <summary>Notes that the reply has been delivered.</summary>
    public void Close(VastReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        if (reply.Call is { } call) market.CloseCall(call);
    }

    private Admission? AtTheDoor(VastRequest request, CallRecord call, DeskOptions settings, TimeSpan half)
    {
        if (request.Key != settings.Key && request.Endpoint != VastEndpoint.Result)
        {
            market.Tell(MarketEventKind.Refused, $"{request.Endpoint}: wrong key");
            var answer = MarketAnswer.Error(settings.WrongKeyStatus, "auth_error", "Invalid user key");
            return Refused(request, call, half, VastReply.Create(answer), "auth_error");
        }

        if (_limits.Broken(request.Endpoint, call.ArrivedAt, settings.Limits) is not { } gap) return null;
        market.Tell(MarketEventKind.Limited, $"{request.Endpoint} {request.Id} came within {gap.TotalSeconds} s");
        var wording = settings.Limits.Wording == LimitWording.Mixed ? (LimitWording)_random.Next(1, 5) : settings.Limits.Wording;
        return Refused(request, call, half, LimitReplies.Create(gap.TotalSeconds, wording), "limited");
    }

    private Admission? Struck(VastRequest request, CallRecord call, TimeSpan half)
    {
        if (faults.Draw(request, market.Lives) is not { } fault) return null;
        market.Tell(MarketEventKind.Fault, $"{SettingText.Word(fault.Kind)} {SettingText.Word(fault.Moment)} {request.Endpoint} {request.Id}");
        var late = fault.Kind == FaultKind.Delay ? fault.Delay : TimeSpan.Zero;
        var before = fault.Moment == FaultMoment.Before ? late : TimeSpan.Zero;
        return new Admission(request, half + before) { Call = call, Fault = fault, DelayAfter = half + late - before };
    }

    private static Admission Refused(VastRequest request, CallRecord call, TimeSpan half, VastReply reply, string outcome) =>
        new(request, half) { Call = call, Refusal = reply, RefusedAs = outcome, DelayAfter = half };

    private static VastReply DownReply(Downtime down) => down == Downtime.Unavailable
        ? VastReply.Text(503, "Service Unavailable")
        : new VastReply(null, "", "") { Delivery = ReplyDelivery.Reset };

    private MarketAnswer Ask(Admission admission)
    {
        var answer = admission.Request.Ask(market, admission.Request, admission.Call.Ordinal);
        if (_options.ClockSkew is var skew && skew != TimeSpan.Zero) SetClock(answer, skew.TotalSeconds);
        return answer;
    }

    private static void SetClock(MarketAnswer answer, double ahead)
    {
        foreach (var row in answer.Rows)
        {
            foreach (var name in new[] { "start_date", "end_date" })
            {
                if (JsonText.NumberOrNull(row[name]) is { } moment) row[name] = moment + ahead;
            }
        }
    }

    private VastReply Finish(Admission admission, VastReply reply, MarketAnswer? answer, string outcome)
    {
        var call = admission.Call with
        {
            Status = reply.Status,
            TookEffect = answer?.Succeeded ?? false,
            InstanceId = answer?.InstanceId,
            Outcome = outcome,
        };
        market.NoteCall(call);
        var late = admission.Request.Endpoint == VastEndpoint.Create && call.TookEffect ? _options.RentAnswerDelay : TimeSpan.Zero;
        return reply with { Call = call, Delay = admission.DelayAfter + late };
    }
}
