using System.Runtime.InteropServices;

namespace Magister.Fleet;

/// <summary>Whether something is due now, and if not, when to check again; never if time alone changes nothing.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Due(bool IsNow, DateTimeOffset? LookAgainAt)
{
    public static readonly Due Never = new(false, null);

    public static readonly Due Now = new(true, null);

    public static Due At(DateTimeOffset moment, DateTimeOffset now) => now < moment ? new Due(false, moment) : Now;
}
