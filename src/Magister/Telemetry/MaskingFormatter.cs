using Magister.Configuration;
using Magister.Fleet;
using Serilog.Events;
using Serilog.Formatting;

namespace Magister.Telemetry;

/// <summary>
/// The last step before a line is written: a secret does not get out, wherever it came from. Text lines also lose anything that could
/// control a terminal, and stay one line.
/// </summary>
internal sealed class MaskingFormatter(ITextFormatter inner, SecretTexts secrets, bool isText) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var line = new StringWriter();
        inner.Format(logEvent, line);
        var written = line.ToString().TrimEnd('\r', '\n');
        output.WriteLine(secrets.Masked(isText && logEvent.Exception is null ? PlainText.WithColumns(written) : written));
    }
}
