using Magister.Simulation.Tests.Truth;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Calls;

/// <summary>The truth about the list that a life requests, or last requested.</summary>
internal sealed class ListWatch(DateTimeOffset begunAt, bool isOfAllLabels)
{
    private int? total;
    private bool wasCutShort;
    private bool totalChanged;
    private bool wasLiedTo;

    public DateTimeOffset BegunAt => begunAt;

    public bool IsOfAllLabels => isOfAllLabels;

    /// <summary>
    /// Whether an answer stated a falsehood for certain. The totals reveal rows missing from a page, unless they change from page to page.
    /// </summary>
    public bool WasLiedTo => wasLiedTo || (wasCutShort && totalChanged);

    /// <summary>Notes that a request has its answer, or failed.</summary>
    public void Hear(Sending sending)
    {
        if (sending.Endpoint is not VastEndpoint.List) return;
        wasLiedTo |= sending.WasLiedTo;
        wasCutShort |= sending.WasCutShort;
        totalChanged |= total is not null && sending.Total is not null && sending.Total != total;
        total = sending.Total ?? total;
    }
}
