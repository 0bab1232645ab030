using Magister.Simulation.Tests.Rules;
using Magister.Simulation.Tests.Worlds;
using Microsoft.Extensions.Logging;

namespace Magister.Simulation.Tests.Lives;

/// <summary>What a life logs. An exception in its log is a defect, which ends the run.</summary>
internal sealed class LifeLog<T>(World world, Life life) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error || world.Log.IsOn;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (life.IsOver) return;
        var words = formatter(state, exception);
        world.Log.Say($"life {life.Number} logs: {words}");
        if (logLevel >= LogLevel.Error) world.Tally.Count("logged", eventId.Name ?? "");
        if (exception is null) return;
        world.Log.Say($"{exception}");
        world.Escaped ??= new RuleBrokenException("Defect", $"{words}: {exception.GetType().Name}: {exception.Message}");
    }
}
