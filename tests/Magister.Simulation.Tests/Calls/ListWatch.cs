using Magister.Simulation.Tests.Truth;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Calls;

/// <summary>What is true of the list that a life asks for, or asked for last.</summary>
internal sealed class ListWatch(DateTimeOffset begunAt, bool isOfAllLabels)
{
    private int? total;
    private bool wasCutShort;
    private bool totalChanged;
    private bool wasLiedTo;

    public DateTimeOffset BegunAt => begunAt;

    public bool IsOfAllLabels => isOfAllLabels;

    /// <summary>
    /// Some answer said for certain what is not so. Rows that a page lacks are seen by the numbers, unless these changed from page to page.
    /// </summary>
    public bool WasLiedTo => wasLiedTo || (wasCutShort && totalChanged);

    /// <summary>A request has its answer, or none.</summary>
    public void Hear(Sending sending)
    {
        if (sending.Endpoint is not VastEndpoint.List) return;
        wasLiedTo |= sending.WasLiedTo;
        wasCutShort |= sending.WasCutShort;
        totalChanged |= total is not null && sending.Total is not null && sending.Total != total;
        total = sending.Total ?? total;
    }
}
