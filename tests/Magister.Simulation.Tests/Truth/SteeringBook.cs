using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;

namespace Magister.Simulation.Tests.Truth;

/// <summary>What operators told Magister, according to the facts on disk.</summary>
internal sealed class SteeringBook
{
    private readonly HashSet<(bool IsHost, long? Id)> barred = [];
    private Scaled? scaled;

    public SteeringMode Mode { get; private set; }

    /// <summary>How many a life wants whose configuration has that number.</summary>
    public int NumberWanted(int configured) => scaled?.NumberInstances ?? configured;

    public void Take(Fact fact)
    {
        switch (fact)
        {
            case Started started when started.NumberInstances != scaled?.Configured: scaled = null; break;
            case ConfigurationReloaded reloaded when reloaded.NumberInstances != scaled?.Configured: scaled = null; break;
            case Scaled word: scaled = word.NumberInstances == word.Configured ? null : word; break;
            case Paused: Mode = SteeringMode.Paused; break;
            case DrainBegun: Mode = SteeringMode.Draining; break;
            case Resumed: Mode = SteeringMode.Running; break;
            case MachineJudged word:
                if (word.Judgement is Judgement.Barred) barred.Add((word.IsHost, word.Id));
                else barred.Remove((word.IsHost, word.Id));
                break;
            default: break;
        }
    }

    public bool IsBarred(Offer offer) => barred.Contains((true, offer.HostId)) || barred.Contains((false, offer.MachineId));

    public void Forget()
    {
        (scaled, Mode) = (null, SteeringMode.Running);
        barred.Clear();
    }
}
