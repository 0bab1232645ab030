using Magister.Configuration;
using Serilog.Events;
using Serilog.Formatting;

namespace Magister.Telemetry;

/// <summary>
/// The last door before a line is written: whatever put a secret into it, it does not get out. Text lines also lose what could steer a
/// terminal, and stay one line.
/// </summary>
internal sealed class MaskingFormatter(ITextFormatter inner, SecretTexts secrets, bool isText) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var line = new StringWriter();
        inner.Format(logEvent, line);
        var masked = secrets.Masked(line.ToString().TrimEnd('\r', '\n'));
        output.WriteLine(isText && logEvent.Exception is null ? Printable(masked) : masked);
    }

    private static string Printable(string line) =>
        line.Any(char.IsControl) ? string.Concat(line.Select(character => char.IsControl(character) ? ' ' : character)) : line;
}
