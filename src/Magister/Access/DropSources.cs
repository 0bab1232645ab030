using System.Net;
using System.Net.Sockets;
using Magister.Configuration;

namespace Magister.Access;

/// <summary>Knows where drops may come from. Hierophant's name is resolved in the background, so that no request waits for it.</summary>
internal sealed class DropSources(AccessSettings settings, TimeProvider time, ILogger<DropSources> log) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    private volatile IPAddress[] hierophant = [];

    /// <summary>Whether a drop is accepted from there.</summary>
    public bool Allows(IPAddress? from)
    {
        if (settings.DropAllowedFrom is not { } origins) return true;
        if (from is null) return false;
        var plain = AddressKind.Plain(from);
        return origins.Networks.Any(network => network.Contains(plain)) || hierophant.Contains(plain);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.DropAllowedFrom?.HierophantName is not { } name) return;
        using var timer = new PeriodicTimer(BetweenLooks, time);
        do await LookAsync(name, stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // The last good answer is kept.
    private async Task LookAsync(string name, CancellationToken stopping)
    {
        try
        {
            hierophant = [.. (await Dns.GetHostAddressesAsync(name, stopping)).Select(AddressKind.Plain)];
        }
        catch (SocketException unknown)
        {
            AccessLog.HierophantNotFound(log, name, unknown.Message);
        }
    }
}
