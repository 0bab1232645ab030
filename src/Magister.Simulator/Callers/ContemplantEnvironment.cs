using System.Globalization;

namespace Magister.Simulator.Callers;

/// <summary>What a Contemplant and its watch read from their environment.</summary>
/// <param name="DropEndpoint">The address that it registers with the Hierophant.</param>
/// <param name="PulseEndpoint">Where its watch reports; null if there is no watch.</param>
/// <param name="PulseInterval">How often the watch reports.</param>
public sealed record ContemplantEnvironment(string DropEndpoint, string? PulseEndpoint = null, TimeSpan PulseInterval = default)
{
    /// <summary>The names of its variables.</summary>
    internal const string Drop = "MAGISTER_DROP_ENDPOINT", Pulse = "MAGISTER_PULSE_ENDPOINT", PulseSeconds = "MAGISTER_PULSE_SECS";

    /// <summary>Reads it; null without a drop endpoint, since no Contemplant starts without one.</summary>
    /// <param name="variable">Returns a variable's value; null if there is none of that name.</param>
    internal static ContemplantEnvironment? Read(Func<string, string?> variable)
    {
        if (variable(Drop) is not { } drop) return null;
        return variable(Pulse) is { } pulse && int.TryParse(variable(PulseSeconds), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? new ContemplantEnvironment(drop, pulse, TimeSpan.FromSeconds(seconds))
            : new ContemplantEnvironment(drop);
    }
}
