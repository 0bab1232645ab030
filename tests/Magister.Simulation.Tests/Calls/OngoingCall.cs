using Magister.Fleet;
using Magister.Vast.Calls;

namespace Magister.Simulation.Tests.Calls;

/// <summary>A call that has been begun and has no outcome yet.</summary>
internal sealed class OngoingCall(EngineCall call, DateTimeOffset begunAt)
{
    public EngineCall Call => call;

    public DateTimeOffset BegunAt => begunAt;

    public bool IsSent { get; set; }

    public bool IsOver { get; set; }

    /// <summary>Some answer said for certain what is not so.</summary>
    public bool WasLiedTo { get; set; }

    /// <summary>Gives up the place at the gate, if it still waits there.</summary>
    public Action LeaveQueue { get; set; } = () => { };

    /// <summary>Ends it in the way that an exchange which came to nothing does.</summary>
    public Action<Exchange> Break { get; set; } = _ => { };
}
