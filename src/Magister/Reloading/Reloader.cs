using System.Collections.Immutable;
using Magister.Configuration;
using Magister.Fleet;
using Magister.Running;
using Magister.Telemetry;

namespace Magister.Reloading;

/// <summary>Reloads the configuration: either all of it takes effect, or nothing changes.</summary>
internal sealed class Reloader(ConfigurationSource source, SettingsInUse inUse, Mailbox mailbox, LogLevels levels, ILogger<Reloader> log) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <param name="by">Who requested it, for the journal.</param>
    /// <param name="isConfirmed">Changes that need confirmation are confirmed.</param>
    public async Task<ReloadOutcome> ReloadAsync(string by, bool isConfirmed, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            var outcome = await TryAsync(by, isConfirmed, cancellation);
            Tell(outcome);
            return outcome;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<ReloadOutcome> TryAsync(string by, bool isConfirmed, CancellationToken cancellation)
    {
        switch (source.Read())
        {
            case ConfigurationOutcome.Invalid invalid: return new ReloadOutcome.Invalid(invalid.Problems);
            case ConfigurationOutcome.Loaded(var settings, var warnings):
                ImmutableArray<SettingChange> changes = [.. inUse.Now.Values.ChangedTo(settings.Values)];
                ImmutableArray<string> problems = [.. changes.Where(change => change.IsFixed).Select(change => $"{change.Text}: it is read only at the start; restart Magister, or undo the change")];
                return problems.Length > 0 ? new ReloadOutcome.Invalid(problems)
                    : changes.IsEmpty ? new ReloadOutcome.Unchanged(warnings)
                    : await ApplyAsync(settings, [.. changes.Select(change => change.Text)], warnings, by, isConfirmed, cancellation);
            default: throw new InvalidOperationException("The configuration was neither sound nor not.");
        }
    }

    private async Task<ReloadOutcome> ApplyAsync(MagisterSettings settings, ImmutableArray<string> changes, ImmutableArray<string> warnings, string by, bool isConfirmed, CancellationToken cancellation)
    {
        switch (await mailbox.AskAsync(new EngineInput.ReloadReceived(settings.Fleet, string.Join("; ", changes), isConfirmed) { By = by }, cancellation))
        {
            case CallerReply.Steered:
                inUse.Now = settings;
                levels.Set(settings.Log.Level);
                return new ReloadOutcome.Done(changes, warnings);
            case CallerReply.ToConfirm(var question, var cost): return new ReloadOutcome.ToConfirm(question, cost);
            default: return new ReloadOutcome.NotRecorded();
        }
    }

    // The loop logs the success: it is a fact.
    private void Tell(ReloadOutcome outcome)
    {
        foreach (var warning in outcome.Warnings) Log.ConfigurationWarning(log, warning);
        if (outcome is ReloadOutcome.Unchanged) Log.ConfigurationUnchanged(log);
        else if (outcome.WhyNot is { } reason) Log.ConfigurationNotReloaded(log, reason);
    }
}
