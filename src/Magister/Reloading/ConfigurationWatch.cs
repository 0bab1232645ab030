using System.Security.Cryptography;
using Magister.Configuration;
using Magister.Running;

namespace Magister.Reloading;

/// <summary>
/// With <c>watch_config</c>, reloads the configuration once its files have changed and are unchanged between two checks; changes that
/// need confirmation are refused.
/// </summary>
internal sealed class ConfigurationWatch(ConfigurationSource source, Reloader reloader, TimeProvider time, Vitals vitals, ILogger<ConfigurationWatch> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private const string Part = "the watch for a changed configuration";

    private string read = Digest(source);
    private string seen = "";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            vitals.Lives(Part, LookEvery);
            await Vitals.TurnAsync(Part, () => LookAsync(stoppingToken), log, stoppingToken);
            await Task.Delay(LookEvery, time, stoppingToken);
        }
    }

    // By their contents: dates do not show when a link is moved to another file.
    private static string Digest(ConfigurationSource source) => string.Join(' ', source.Files.Select(Digest));

    private static string Digest(string file)
    {
        try
        {
            return Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var now = Digest(source);
        var isSettled = now == seen && now != read;
        seen = now;
        if (!isSettled) return;
        read = now;
        await reloader.ReloadAsync("a change of its files", isConfirmed: false, cancellation);
    }
}
