using System.Net;
using Magister.Torture.Programs;
using Magister.Torture.Verdicts;

namespace Magister.Torture.Clocks;

/// <summary>The wall clock is set while Magister runs, and between two runs.</summary>
internal sealed class ClockPart(Trial trial, FakeClock wall)
{
    public const string Name = "clock";

    private const int Number = 4;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(3);

    // The log of an instance that failed is fetched before it is destroyed, for at most ten seconds.
    private static readonly TimeSpan LogTolerance = Tolerance + TimeSpan.FromSeconds(10);

    private readonly List<Violation> violations = [];
    private readonly HashSet<long> mayEnd = [];
    private readonly List<AnsweredDrop> drops = [];
    private MagisterRun magister = null!;
    private int kills;

    public static async Task<PartReport> RunAsync(TortureSettings settings)
    {
        var wall = new FakeClock(Path.Combine(settings.Folder, Name));
        await using var trial = await Trial.BeginAsync(settings, Name, null, "--no-limits", "--boot", "100ms-300ms");
        return await new ClockPart(trial, wall).RunAsync();
    }

    private async Task<PartReport> RunAsync()
    {
        Start();
        await SettleAsync("at the start");
        await JumpAsync(Hour, "an hour forward");
        await JumpAsync(TimeSpan.Zero, "an hour back");
        await JumpAsync(-Hour, "another hour back");
        await JumpAsync(Hour, "two hours forward");
        await RestartAsync(TimeSpan.Zero, isSilent: true, "a restart after an hour back");
        await RestartAsync(Hour, isSilent: false, "a restart after an hour forward");
        var evidence = await Evidence.GatherAsync(trial, magister) with { Drops = [.. drops] };
        violations.AddRange(evidence.Market.Rented.Where(instance => !instance.IsAlive && !mayEnd.Contains(instance.InstanceId)).Select(instance =>
            new Violation(Offence.Otherwise, $"Instance {instance.InstanceId} ended at {instance.GoneAt:HH:mm:ss.fff} and nothing was wrong with it but the clock.")));
        return PartReport.Of(Name, "the wall clock of the running one set by an hour, four times; two restarts after a jump", kills, evidence, violations);
    }

    private void Start() => magister = trial.Start(Number, wall.Variables);

    /// <summary>Sets the clock while an instance that nobody will verify approaches its deadline.</summary>
    private async Task JumpAsync(TimeSpan offset, string what)
    {
        var silent = await RentSilentAsync(what);
        wall.Set(offset);
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        await CheckWallAsync(what);
        if (silent is { } id) await EndsInTimeAsync(id, TimeSpan.Zero, what);
        await SettleAsync(what);
    }

    private async Task RestartAsync(TimeSpan offset, bool isSilent, string what)
    {
        var silent = isSilent ? await RentSilentAsync(what) : null;
        var before = await Fleet.IdsAsync(trial);
        kills++;
        await magister.DisposeAsync();
        wall.Set(offset);
        Start();
        if (silent is { } id) await EndsInTimeAsync(id, Tolerance, what);
        await SettleAsync(what);
        await CheckWallAsync(what);
        var stays = await Fleet.StaysAsync(trial, magister, Number, Watch);
        if (!stays || (silent is null && !before.SetEquals(await Fleet.IdsAsync(trial)))) Blame(what, "the fleet changed although nothing was wrong with it");
    }

    /// <summary>Drops one; its replacement's Contemplant never calls.</summary>
    private async Task<long?> RentSilentAsync(string what)
    {
        await trial.Vast.ChangeAsync("never-verify", "1");
        var before = (await trial.Vast.PresentAsync()).Ours.ToDictionary(instance => instance.InstanceId, instance => instance.OfferId);
        var (victim, offer) = before.First();
        mayEnd.Add(victim);
        if (await magister.DropAsync(offer ?? 0, "torture") is not { Status: HttpStatusCode.OK }) Blame(what, $"the drop of instance {victim} was not answered with 200");
        else drops.Add(new AnsweredDrop(offer ?? 0, victim, DateTimeOffset.UtcNow));
        long? silent = null;
        var came = await Waiting.UntilAsync(
            async () => (silent = (await Fleet.IdsAsync(trial)).Where(id => !before.ContainsKey(id)).Select(id => (long?)id).FirstOrDefault()) is not null,
            TimeSpan.FromSeconds(10));
        if (came is null) Blame(what, $"instance {victim} was dropped and nothing came in its place");
        else mayEnd.Add(silent!.Value);
        await Task.Delay(TimeSpan.FromSeconds(1));
        await trial.Vast.ChangeAsync("never-verify", "0");
        return silent;
    }

    private async Task EndsInTimeAsync(long id, TimeSpan downtime, string what)
    {
        var timeout = trial.Times.VerificationTimeout;
        await Waiting.UntilAsync(async () => !(await Fleet.IdsAsync(trial)).Contains(id), timeout + downtime + (2 * LogTolerance));
        var instance = (await trial.Vast.HistoryAsync()).Instances.First(one => one.InstanceId == id);
        var lived = instance.GoneAt - instance.RentedAt;
        if (lived is { } time && time > timeout - TimeSpan.FromSeconds(0.2) && time < timeout + downtime + LogTolerance) return;
        Blame(what, $"instance {id}, which nobody verified, lived {lived?.TotalSeconds.ToString("0.0") ?? "on, not"} s where its deadline is {timeout.TotalSeconds:0} s");
    }

    private async Task SettleAsync(string what)
    {
        if (await Fleet.SettlesAsync(trial, magister, Number, trial.Times.Recovery(Number, TimeSpan.FromSeconds(5))) is null) Blame(what, $"the fleet is not at its {Number}");
    }

    // Without this check, a library that failed to load would look like a clock that does no harm.
    private async Task CheckWallAsync(string what)
    {
        var shown = (await magister.SummaryAsync())?.Date - DateTimeOffset.UtcNow;
        if (shown is not { } offset || (offset - wall.Offset).Duration() > TimeSpan.FromSeconds(5)) Blame(what, $"the clock was set by {wall.Offset} and Magister shows {shown}");
        else Console.WriteLine($"  {what}: Magister's clock is {offset.TotalSeconds:0} s off");
    }

    private void Blame(string what, string sentence) => violations.Add(new Violation(Offence.Otherwise, $"With {what}: {sentence}."));
}
