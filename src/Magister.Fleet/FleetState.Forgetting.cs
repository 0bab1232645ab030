namespace Magister.Fleet;

public sealed partial record FleetState
{
    private static string Shortened(string reason)
    {
        if (reason.Length <= MachineReasonMost) return reason;
        return reason[..(char.IsHighSurrogate(reason[MachineReasonMost - 1]) ? MachineReasonMost - 1 : MachineReasonMost)];
    }
}
