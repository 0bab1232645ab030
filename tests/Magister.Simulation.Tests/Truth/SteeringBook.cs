using Magister.Fleet;
using Magister.Fleet.Facts;

namespace Magister.Simulation.Tests.Truth;

/// <summary>What operators told Magister, by the facts that are on disk.</summary>
internal sealed class SteeringBook
{
    private Scaled? scaled;

    public SteeringMode Mode { get; private set; }

    /// <summary>How many are wanted by a life whose configuration says that number.</summary>
    public int NumberWanted(int configured) => scaled?.NumberInstances ?? configured;

    public void Take(Fact fact)
    {
        switch (fact)
        {
            case Started started when started.NumberInstances != scaled?.Configured: scaled = null; break;
            case Scaled word: scaled = word.NumberInstances == word.Configured ? null : word; break;
            case Paused: Mode = SteeringMode.Paused; break;
            case DrainBegun: Mode = SteeringMode.Draining; break;
            case Resumed: Mode = SteeringMode.Running; break;
            default: break;
        }
    }

    public void Forget() => (scaled, Mode) = (null, SteeringMode.Running);
}
