using Magister.Fleet;

namespace Magister.Configuration;

/// <summary>Warns, before money is spent, of what would make every rent fail.</summary>
internal static class Foresight
{
    public static void Tell(SettingsReader reader, OnstartSettings onstart, Uri vast)
    {
        TellOfProvers(reader, onstart.Contemplant.ToDictionary(StringComparer.Ordinal));
        if (!Uri.TryCreate(onstart.MagisterAddress, UriKind.Absolute, out var address)) return;
        if (AddressKind.WhyClosed(vast.Host) is null && AddressKind.WhyClosed(address.Host) is { } kind)
        {
            reader.Warn(
                $"{SettingKeys.ThisMagisterAddr.Names}: instances at Vast cannot reach {address.Host} ({kind}): "
                + "none will verify; set an address at which this machine is reachable from the internet");
        }
    }

    private static void TellOfProvers(SettingsReader reader, Dictionary<string, string> told)
    {
        if (!told.ContainsKey(ProverKeys.VmsVariable))
        {
            reader.Warn(
                $"contemplant.provers ({ProverKeys.VmsVariable}): no prover is set, but a current Contemplant does not start without one; "
                + "older ones use prover_type");
        }

        if (told.GetValueOrDefault(ProverKeys.Sp1BackendVariable) is "cuda" && !told.ContainsKey("MOONGATE_ENDPOINT"))
        {
            reader.Warn($"{SettingKeys.MoongateEndpoint.Names}: sp1 with cuda needs a moongate server, but none is set");
        }
    }
}
