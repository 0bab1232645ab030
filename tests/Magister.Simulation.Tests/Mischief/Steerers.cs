using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Mischief;

/// <summary>Operators who pause, resume, drain and scale a running Magister, and drop instances by hand.</summary>
internal sealed class Steerers(World world, Random random)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    public void Steer()
    {
        switch (random.Next(10))
        {
            case 0: Ask(new EngineInput.DrainReceived()); break;
            case 1: Ask(new EngineInput.PauseReceived()); break;
            case 2 or 3: Ask(new EngineInput.ScaleReceived(random.Next(1, world.Plan.MaxNumber + 1), IsConfirmed: true)); break;
            case 4: DropByHand(); break;
            case 8 or 9: Judge(); break;
            default: Ask(new EngineInput.ResumeReceived()); break;
        }
    }

    /// <summary>Changes the configuration and has it reloaded.</summary>
    public void Reload()
    {
        world.Lives.Edit(random);
        Ask(world.Lives.Reading());
    }

    /// <summary>From now on the present configuration applies.</summary>
    public void SettleConfiguration() => Ask(world.Lives.Reading(), failed: SettleConfiguration);

    /// <summary>From now on the configuration alone decides what is wanted.</summary>
    public void LetGo() => Ask(new EngineInput.ResumeReceived(), () => Ask(new EngineInput.ScaleReceived(world.Lives.ConfiguredNumber, IsConfirmed: true), Clear, LetGo), LetGo);

    private void Clear()
    {
        if (world.Lives.Current?.State.Judgements.Values.FirstOrDefault() is { } word) Ask(new EngineInput.JudgementReceived(word.Id, word.IsHost, Judgement.Cleared, null), Clear, LetGo);
    }

    private void Judge()
    {
        if (world.Market.Offers().ToArray() is not { Length: > 0 } offers) return;
        var (offer, isHost) = (random.Pick(offers), random.Hits(0.3));
        Ask(new EngineInput.JudgementReceived(isHost ? offer.HostId : offer.MachineId, isHost, random.Pick(Enum.GetValues<Judgement>()), "seen enough"));
    }

    private void DropByHand()
    {
        if (world.Books.Ours.Count == 0 || world.Lives.Door() is not { } life) return;
        var one = world.Books.Ours.ElementAt(random.Next(world.Books.Ours.Count));
        world.Tally.Count("mischief", "an operator drops an instance by hand");
        world.Log.Say($"an operator drops instance {one.Id} by hand");
        world.Rules.CallArrived(new CallerCall.Drop(one.Id, CallAddress.Drop(one.OfferId!.Value), ""), one.OfferId.Value);
        life.Run(() => life.Ask(new EngineInput.InstanceDropReceived(one.Id, "by hand"), _ => { }));
    }

    private void Ask(EngineInput.SteeringReceived wish, Action? done = null, Action? failed = null)
    {
        if (world.Lives.Door() is not { } life)
        {
            if (failed is not null) world.Time.After(Again, failed);
            return;
        }

        world.Tally.Count("mischief", $"an operator steers: {wish.GetType().Name}");
        world.Log.Say($"an operator steers: {wish}");
        var directory = world.Lives.Directory;
        world.Rules.SteeringAsked();
        life.Run(() => life.Ask(wish, reply =>
        {
            var steered = reply as CallerReply.Steered;
            world.Rules.SteeringAnswered(steered?.View, directory);
            if (steered is not null) done?.Invoke();
            else if (failed is not null) world.Time.After(Again, failed);
        }));
    }
}
