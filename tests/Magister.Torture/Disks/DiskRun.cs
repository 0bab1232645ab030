using System.Net;
using Magister.Torture.Programs;
using Magister.Torture.Verdicts;

namespace Magister.Torture.Disks;

/// <summary>What the disk parts have in common: one fleet, the answered drops, and the findings so far.</summary>
internal sealed class DiskRun(Trial trial, int number)
{
    private readonly List<AnsweredDrop> drops = [];

    public List<Violation> Violations { get; } = [];

    public int Kills { get; private set; }

    /// <summary>Starts Magister and waits for the fleet.</summary>
    public async Task<MagisterRun> StartAsync()
    {
        var magister = trial.Start(number);
        await SettleAsync(magister);
        return magister;
    }

    public async Task SettleAsync(MagisterRun magister)
    {
        var limit = trial.Times.Recovery(number, TimeSpan.FromSeconds(10));
        if (await Fleet.SettlesAsync(trial, magister, number, limit) is not null) return;
        Violations.Add(new Violation(Offence.Otherwise, $"After {limit.TotalSeconds:0} s the fleet is not at its {number}."));
    }

    /// <summary>Drops one that is alive; the answer must be 200.</summary>
    public async Task DropAsync(MagisterRun magister)
    {
        var victim = (await trial.Vast.PresentAsync()).Ours.First();
        if (await magister.DropAsync(victim.OfferId ?? 0, "torture") is { Status: HttpStatusCode.OK })
        {
            drops.Add(new AnsweredDrop(victim.OfferId ?? 0, victim.InstanceId, DateTimeOffset.UtcNow));
        }
    }

    public async Task KillAsync(MagisterRun magister)
    {
        Kills++;
        await magister.DisposeAsync();
    }

    public async Task<PartReport> ReportAsync(string name, string done, MagisterRun magister)
    {
        var evidence = await Evidence.GatherAsync(trial, magister) with { Drops = [.. drops] };
        return PartReport.Of(name, done, Kills, evidence, Violations);
    }
}
