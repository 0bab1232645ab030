using System.Runtime.InteropServices;
using Magister.Running;

namespace Magister.Reloading;

/// <summary>A SIGHUP reloads the configuration, as <c>POST /reload</c> does; changes that need confirmation are refused.</summary>
internal sealed class HangUp(Reloader reloader, ILogger<HangUp> log) : BackgroundService
{
    private const string Part = "the reading of the configuration";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var heard = new SemaphoreSlim(0);
        using var registration = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            heard.Release();
        });
        while (true)
        {
            await heard.WaitAsync(stoppingToken);
            await Vitals.TurnAsync(Part, () => reloader.ReloadAsync("a signal", isConfirmed: false, stoppingToken), log, stoppingToken);
        }
    }
}
