using Magister.Simulator.Callers;
using Magister.Simulator.Market;

namespace Magister.Simulator.Tests.Support;

/// <summary>Contemplants and the Hierophant in virtual time, and a Magister that answers immediately.</summary>
internal sealed class CallerBench
{
    public const int PulseSeconds = 60;

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly List<(double At, CallerCall Call)> _calls = [];

    public CallerBench(CallerOptions? options = null, int contemplants = 1, bool isWatched = true)
    {
        Schedule = new CallerSchedule(options ?? new CallerOptions(), 1);
        for (var id = 1; id <= contemplants; id++) Boot(id, isWatched);
    }

    public CallerSchedule Schedule { get; }

    public DateTimeOffset Now { get; private set; } = Start;

    /// <summary>Magister's answer; null for none.</summary>
    public Func<CallerCall, int?> Magister { get; set; } = _ => 200;

    public ContemplantRecord Only => Schedule.Contemplants.Single();

    public IEnumerable<CallerCall.Pulse> Pulses => _calls.Select(call => call.Call).OfType<CallerCall.Pulse>();

    public IEnumerable<CallerCall> Calls => _calls.Select(call => call.Call);

    /// <summary>When calls of a kind were made, in seconds from the start.</summary>
    public double[] TimesOf<T>()
        where T : CallerCall => [.. _calls.Where(call => call.Call is T).Select(call => call.At)];

    public void Boot(long id, bool isWatched = true)
    {
        Schedule.Happened(new MarketEvent(Now, MarketEventKind.Booted, "", id) { Started = new BootedInstance(id, null, id / 1000.0, "192.0.2.7", 1) });
        var drop = $"http://m:1/drop/{id}?sig=ab";
        var environment = isWatched ? new ContemplantEnvironment(drop, $"http://m:1/pulse/{id}?sig=cd", TimeSpan.FromSeconds(PulseSeconds)) : new ContemplantEnvironment(drop);
        foreach (var started in Schedule.TakeStarting()) Schedule.Start(started.InstanceId, environment, Now);
    }

    public void Stop(long id) => Schedule.Happened(new MarketEvent(Now, MarketEventKind.Stopped, "", id) { Ended = true });

    /// <summary>Lets time pass; every call that comes due is answered immediately.</summary>
    public CallerBench Wait(double seconds)
    {
        var until = Now + TimeSpan.FromSeconds(seconds);
        do
        {
            foreach (var call in Schedule.TakeDue(Now))
            {
                _calls.Add(((Now - Start).TotalSeconds, call));
                Schedule.Answered(call, Magister(call), Now);
            }

            Now = Schedule.NextDueAt is { } next && next <= until ? next < Now ? Now : next : until;
        }
        while (Now < until || Schedule.NextDueAt <= until);
        return this;
    }

    public void Restart(double seconds) => Schedule.RestartHierophant(TimeSpan.FromSeconds(seconds), Now);
}
