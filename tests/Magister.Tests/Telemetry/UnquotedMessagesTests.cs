using System.Text.Json;
using Magister.Telemetry;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Parsing;

namespace Magister.Tests.Telemetry;

public sealed class UnquotedMessagesTests
{
    [Fact]
    public void Message_InJson_ReadsAsInText_AndKeepsItsFields()
    {
        var template = new MessageTemplateParser().Parse("Instance {Id} is {Status}: {Said} after {Seconds:0.0} s {Missing}");
        LogEventProperty[] properties =
        [
            new("Id", new ScalarValue(7L)), new("Status", new ScalarValue("exited")), new("Said", new ScalarValue("\"no\" room")), new("Seconds", new ScalarValue(1.5)),
        ];
        using var output = new StringWriter();

        new UnquotedMessages(new RenderedCompactJsonFormatter()).Format(new LogEvent(DateTimeOffset.UnixEpoch, LogEventLevel.Warning, null, template, properties), output);

        var line = JsonDocument.Parse(output.ToString()).RootElement;
        Assert.Equal("Instance 7 is exited: \"no\" room after 1.5 s {Missing}", line.GetProperty("@m").GetString());
        Assert.Equal(("exited", 7, "Warning"), (line.GetProperty("Status").GetString(), line.GetProperty("Id").GetInt32(), line.GetProperty("@l").GetString()));
    }
}
