using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Magister.Torture.Market;
using Magister.Torture.Programs;
using Magister.Torture.Verdicts;

namespace Magister.Torture.Kills;

/// <summary>
/// What happens to the fleet while Magister is killed: drops, an operator who deletes, stops and relabels in the console, new tenants, and
/// changing faults.
/// </summary>
internal sealed class Troubles(Trial trial, Random random)
{
    private readonly ConcurrentQueue<AnsweredDrop> drops = new();
    private readonly ConcurrentQueue<Relabelling> relabellings = new();

    public ImmutableArray<AnsweredDrop> Drops => [.. drops];

    public ImmutableArray<Relabelling> Relabellings => [.. relabellings];

    /// <summary>The present Magister.</summary>
    public MagisterRun? Magister { get; set; }

    public async Task MakeAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await MakeOneAsync();
            await Task.Delay(random.Next(200, 1000), CancellationToken.None);
        }
    }

    private async Task MakeOneAsync()
    {
        switch (random.Next(40))
        {
            case < 11: await DropAsync(); break;
            case < 14: await OnOneAsync(instance => trial.Vast.TouchAsync(instance.InstanceId, new { delete = true })); break;
            case < 16: await OnOneAsync(instance => trial.Vast.TouchAsync(instance.InstanceId, new { state = "stopped" })); break;
            case < 18: await OnOneAsync(instance => trial.Vast.TouchAsync(instance.InstanceId, new { kill = true })); break;
            case < 20: await OnOneAsync(RelabelAsync); break;
            case < 22: await OnOneAsync(instance => trial.Vast.TouchAsync(instance.InstanceId, new { verify = true })); break;
            case < 27: await OnOneAsync(instance => trial.Vast.TouchAsync(instance.InstanceId, new { drop = "simulated drop" })); break;
            case < 30:
                await trial.Vast.EndFaultsAsync();
                await trial.Vast.AddFaultsAsync(FaultMix.Draw(random));
                break;
            case 30: await Tenants.ComeAsync(trial.Vast, random); break;
            default: break;
        }
    }

    // Drops what the market holds, including what Magister has not heard of yet; and occasionally an offer that nobody rented.
    private async Task DropAsync()
    {
        var chosen = (await trial.Vast.PresentAsync()).Ours.ToList();
        var offerId = chosen.Count == 0 || random.Next(20) == 0 ? random.Next(1, 1000) : chosen[random.Next(chosen.Count)].OfferId ?? 0;
        if (Magister is not { } magister || await magister.DropAsync(offerId, "torture") is not { Status: HttpStatusCode.OK } reply) return;
        var first = reply.Body.Split(' ')[0];
        drops.Enqueue(new AnsweredDrop(offerId, long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null, DateTimeOffset.UtcNow));
    }

    // If three lose their label within ten minutes, Magister rightly raises an alarm, and rents nothing until these are over.
    private async Task<bool> RelabelAsync(MarketInstance instance)
    {
        if (relabellings.Count(before => before.At > DateTimeOffset.UtcNow - TimeSpan.FromMinutes(10)) >= 2) return false;
        var relabelling = new Relabelling(instance.InstanceId, DateTimeOffset.UtcNow, "taken-by-an-operator");
        var done = await trial.Vast.TouchAsync(instance.InstanceId, new { label = relabelling.Label });
        if (done) relabellings.Enqueue(relabelling);
        return done;
    }

    private async Task OnOneAsync(Func<MarketInstance, Task<bool>> act)
    {
        var ours = (await trial.Vast.PresentAsync()).Ours.ToList();
        if (ours.Count > 0) await act(ours[random.Next(ours.Count)]);
    }
}
