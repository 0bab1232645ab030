using Serilog.Events;
using Serilog.Formatting;
using Serilog.Parsing;

namespace Magister.Telemetry;

/// <summary>Makes messages read the same in JSON as in text: the format itself puts quotes around every string in them.</summary>
internal sealed class UnquotedMessages(ITextFormatter inner) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        var template = new MessageTemplate(logEvent.MessageTemplate.Text, logEvent.MessageTemplate.Tokens.Select(token => Literal(token, logEvent)));
        var properties = logEvent.Properties.Select(property => new LogEventProperty(property.Key, property.Value));
        inner.Format(
            new LogEvent(logEvent.Timestamp, logEvent.Level, logEvent.Exception, template, properties, logEvent.TraceId ?? default, logEvent.SpanId ?? default), output);
    }

    private static MessageTemplateToken Literal(MessageTemplateToken token, LogEvent logEvent) =>
        token is PropertyToken { Format: null } property && logEvent.Properties.GetValueOrDefault(property.PropertyName) is ScalarValue { Value: string }
            ? new PropertyToken(property.PropertyName, property.ToString(), "l", property.Alignment, property.Destructuring)
            : token;
}
