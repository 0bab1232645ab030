using System.Runtime.InteropServices;
using Magister.Running;

namespace Magister.Reloading;

/// <summary>A SIGHUP has the configuration read again, as <c>POST /reload</c> does; what that destroys or costs much is not done.</summary>
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
