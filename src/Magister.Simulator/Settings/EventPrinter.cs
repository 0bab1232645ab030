using System.Threading.Channels;
using Magister.Simulator.Market;

namespace Magister.Simulator.Settings;

/// <summary>Prints one line per event. The market only hands events over; a slow terminal does not hold it up.</summary>
internal sealed class EventPrinter : IAsyncDisposable
{
    private readonly Channel<MarketEvent> _events = Channel.CreateBounded<MarketEvent>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly TextWriter _output;
    private readonly bool _colour;
    private readonly Task _printing;

    public EventPrinter(TextWriter output, bool colour)
    {
        _output = output;
        _colour = colour;
        _printing = Task.Run(PrintAsync);
    }

    public void Print(MarketEvent happened) => _events.Writer.TryWrite(happened);

    public async ValueTask DisposeAsync()
    {
        _events.Writer.Complete();
        await Task.WhenAll([_printing]);
    }

    /// <summary>The line of an event: time, kind, instance, text.</summary>
    public static string Line(MarketEvent happened, bool colour)
    {
        var (name, code) = Look(happened.Kind);
        var shown = colour ? $"\e[{code}m{name,-9}\e[0m" : $"{name,-9}";
        var instance = happened.InstanceId?.ToString() ?? "";
        return $"{happened.At:HH:mm:ss.fff} {shown} {instance,-9} {happened.Text}";
    }

    private static (string Name, int Code) Look(MarketEventKind kind) => kind switch
    {
        MarketEventKind.Rented => ("rented", 36),
        MarketEventKind.Booted => ("booted", 34),
        MarketEventKind.BootFailed => ("no boot", 31),
        MarketEventKind.Died => ("died", 31),
        MarketEventKind.Stopped => ("stopped", 33),
        MarketEventKind.Destroyed => ("destroyed", 35),
        MarketEventKind.Changed => ("changed", 37),
        MarketEventKind.Refused => ("refused", 33),
        MarketEventKind.Limited => ("429", 33),
        MarketEventKind.Fault => ("fault", 91),
        MarketEventKind.Verified => ("verified", 32),
        MarketEventKind.VerifyFailed => ("unheard", 33),
        MarketEventKind.Worker => ("worker", 33),
        MarketEventKind.Server => ("server", 91),
        _ => ("dropped", 95),
    };

    private async Task PrintAsync()
    {
        await foreach (var happened in _events.Reader.ReadAllAsync())
        {
            await _output.WriteLineAsync(Line(happened, _colour));
        }
    }
}
