using System.Globalization;
using System.Text;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Rules;

/// <summary>A request that costs money or destroys is sent only once a power cut could not undo its intent: checked on the disk itself.</summary>
internal sealed class IntentOnDisk(World world) : Rule(world)
{
    public override void Left(Sending sending)
    {
        if (sending.Endpoint is VastEndpoint.Create) Look(sending, $"\"RentIntended\",\"offer\":{{\"id\":{sending.TargetId},", $"\"RentKept\",\"rent\":{{\"offer\":{{\"id\":{sending.TargetId},");
        if (sending.Endpoint is VastEndpoint.Destroy) Look(sending, $"\"DestroyIntended\",\"instanceId\":{sending.TargetId},", $"\"LeaseKept\",\"lease\":{{\"instanceId\":{sending.TargetId},");
    }

    private void Look(Sending sending, params FormattableString[] lines)
    {
        var content = World.Lives.DurableJournal;
        foreach (var line in lines)
        {
            if (content.LastIndexOf(Encoding.UTF8.GetBytes(line.ToString(CultureInfo.InvariantCulture))) >= 0) return;
        }

        Broken($"{sending.Endpoint} {sending.TargetId} is sent, and its intent is not on disk");
    }
}
