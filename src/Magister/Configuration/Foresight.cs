using Magister.Fleet;

namespace Magister.Configuration;

/// <summary>Says before money is spent what would let every rent come to nothing.</summary>
internal static class Foresight
{
    public static void Tell(SettingsReader reader, OnstartSettings onstart, Uri vast)
    {
        TellOfProvers(reader, onstart.Contemplant.ToDictionary(StringComparer.Ordinal));
        if (!Uri.TryCreate(onstart.MagisterAddress, UriKind.Absolute, out var address)) return;
        if (AddressKind.WhyClosed(vast.Host) is null && AddressKind.WhyClosed(address.Host) is { } kind)
        {
            reader.Warn(
                $"{SettingKeys.ThisMagisterAddr.Names}: no instance of Vast's reaches {address.Host} ({kind}): "
                + "none will verify; set what this machine is reached at from elsewhere");
        }
    }

    private static void TellOfProvers(SettingsReader reader, Dictionary<string, string> told)
    {
        if (!told.ContainsKey(ProverKeys.VmsVariable))
        {
            reader.Warn(
                $"contemplant.provers ({ProverKeys.VmsVariable}): no prover is set, and a current Contemplant does not start without one; "
                + "only older ones do with prover_type");
        }

        if (told.GetValueOrDefault(ProverKeys.Sp1BackendVariable) is "cuda" && !told.ContainsKey("MOONGATE_ENDPOINT"))
        {
            reader.Warn($"{SettingKeys.MoongateEndpoint.Names}: sp1 is to prove with cuda, which needs a moongate server, and none is set");
        }
    }
}
