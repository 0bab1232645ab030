using System.Globalization;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;

namespace Magister.Simulation.Tests.Truth;

/// <summary>The offer that a caller's address refers to.</summary>
internal static class CallAddress
{
    public static string Verify(long offerId) => string.Create(CultureInfo.InvariantCulture, $"{Addresses.Magister}/verify/{offerId}");

    public static string Drop(long offerId) => string.Create(CultureInfo.InvariantCulture, $"{Addresses.Magister}/drop/{offerId}");

    /// <summary>Null if the address is not this Magister's.</summary>
    public static long? OfferIdOf(CallerCall call)
    {
        var path = $"{Addresses.Magister}/{call.Kind.ToString().ToLowerInvariant()}/";
        return call.Address.StartsWith(path, StringComparison.Ordinal)
            && long.TryParse(call.Address[path.Length..].Split('?')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
    }
}
