using Magister.Torture.Market;

namespace Magister.Torture.Kills;

/// <summary>Instances on the same account that belong to others; some of them look much like Magister's.</summary>
internal static class Tenants
{
    private const string OtherMagister =
        "su contemplant -c 'export MAGISTER_DROP_ENDPOINT=http://198.51.100.7:8555/drop/20000001\nexec /usr/local/bin/contemplant-entrypoint.sh'\n";

    private const int Max = 15;

    private static readonly (string? Label, string? Onstart)[] Kinds =
    [
        ("magister", OtherMagister), ("magister", null), ("training", "python train.py"), (null, null), ("magister-2", OtherMagister),
    ];

    public static async Task ComeAsync(VastAdmin vast)
    {
        foreach (var (label, onstart) in Kinds) await vast.AddTenantsAsync(label, onstart, 1);
    }

    public static async Task ComeAsync(VastAdmin vast, Random random)
    {
        if ((await vast.PresentAsync()).Instances.Count(instance => instance.IsTenant) >= Max) return;
        var (label, onstart) = Kinds[random.Next(Kinds.Length)];
        await vast.AddTenantsAsync(label, onstart, 1);
    }
}
