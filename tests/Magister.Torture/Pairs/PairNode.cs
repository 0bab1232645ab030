using System.Collections.Immutable;
using Magister.Tests.EndToEnd;
using Magister.Torture.Programs;

namespace Magister.Torture.Pairs;

/// <summary>One of the Magisters that share a fleet: a port, a state directory, and the process that currently runs there.</summary>
internal sealed class PairNode(Trial trial, string name, int number, IReadOnlyDictionary<string, string> shared) : IAsyncDisposable
{
    public string Name => name;

    public int Port { get; } = FreePort.Find();

    public MagisterRun? Run { get; private set; }

    public void Start() => Run = trial.Start(number, shared.ToImmutableDictionary()
        .SetItem("HTTP_PORT", $"{Port}").SetItem("STATE_DIR", Path.Combine(trial.Folder, name)), Port, $"{name}.log");

    /// <summary>As <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        if (Run is { } run) await run.DisposeAsync();
        Run = null;
    }

    public async Task<bool> LeadsAsync() => Run is { } run && await run.LeadsAsync();

    public async ValueTask DisposeAsync() => await KillAsync();
}
