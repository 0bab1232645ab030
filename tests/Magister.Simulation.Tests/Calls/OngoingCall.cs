using Magister.Fleet;
using Magister.Simulation.Tests.Truth;
using Magister.Vast.Calls;

namespace Magister.Simulation.Tests.Calls;

/// <summary>A call that has been begun and has no outcome yet.</summary>
internal sealed class OngoingCall(EngineCall call, DateTimeOffset begunAt)
{
    private int? total;
    private bool wasCutShort;
    private bool totalChanged;
    private bool wasLiedTo;

    public EngineCall Call => call;

    public DateTimeOffset BegunAt => begunAt;

    public bool IsSent { get; set; }

    public bool IsOver { get; set; }

    /// <summary>
    /// Some answer said for certain what is not so. Rows that a page lacks are seen by the numbers, unless these changed from page to page.
    /// </summary>
    public bool WasLiedTo => wasLiedTo || (wasCutShort && totalChanged);

    /// <summary>Gives up the place at the gate, if it still waits there.</summary>
    public Action LeaveQueue { get; set; } = () => { };

    /// <summary>An exchange of this call has ended.</summary>
    public void Heard(Sending sending)
    {
        wasLiedTo |= sending.WasLiedTo;
        wasCutShort |= sending.WasCutShort;
        totalChanged |= total is not null && sending.Total is not null && sending.Total != total;
        total = sending.Total ?? total;
    }

    /// <summary>Ends it in the way that an exchange which came to nothing does.</summary>
    public Action<Exchange> Break { get; set; } = _ => { };
}
