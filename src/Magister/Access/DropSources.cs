using System.Net;
using System.Net.Sockets;
using Magister.Configuration;

namespace Magister.Access;

/// <summary>
/// Knows where drops may come from. Hierophant's name is resolved every minute, and again for a drop from an unknown address: Hierophant may
/// have moved, or its name may not have been resolved yet, and it never repeats a drop.
/// </summary>
internal sealed class DropSources(SettingsInUse settings, TimeProvider time, ILogger<DropSources> log) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MinTimeBetweenLooks = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private volatile IPAddress[] hierophant = [];
    private Task look = Task.CompletedTask;
    private DateTimeOffset notBefore = DateTimeOffset.MinValue;

    private DropOrigins? Origins => settings.Now.Access.DropAllowedFrom;

    /// <summary>Whether a drop from that address is accepted.</summary>
    public async ValueTask<bool> AllowsAsync(IPAddress? from, CancellationToken cancellation)
    {
        if (Origins is not { } origins) return true;
        if (from is null) return false;
        var plain = AddressKind.Plain(from);
        if (origins.Networks.Any(network => network.Contains(plain)) || hierophant.Contains(plain)) return true;
        if (origins.HierophantName is not { } name) return false;
        await Task.WhenAny(Look(name), Task.Delay(LongestWait, time, cancellation));
        return hierophant.Contains(plain);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BetweenLooks, time);
        do
        {
            if (Origins?.HierophantName is { } name) await Look(name).WaitAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private Task Look(string name)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (!look.IsCompleted || now < notBefore) return look;
            notBefore = now + MinTimeBetweenLooks;
            return look = LookAsync(name);
        }
    }

    // The last good answer is kept.
    private async Task LookAsync(string name)
    {
        try
        {
            hierophant = [.. (await Dns.GetHostAddressesAsync(name)).Select(AddressKind.Plain)];
        }
        catch (SocketException unknown)
        {
            AccessLog.HierophantNotFound(log, name, unknown.Message);
        }
    }
}
