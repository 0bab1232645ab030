using System.Reflection;
using Magister.Telemetry;
using Microsoft.Extensions.Logging;

namespace Magister.Tests.Telemetry;

/// <summary>People filter logs by these ids.</summary>
public sealed class LogEventIdTests
{
    [Fact]
    public void EventId_OfEachLine_IsItsAlone()
    {
        const BindingFlags All = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var lines = typeof(Log).Assembly.GetTypes().SelectMany(type => type.GetMethods(All))
            .Select(method => (Name: $"{method.DeclaringType!.Name}.{method.Name}", Line: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(method => method.Line is not null).ToArray();

        Assert.True(lines.Length > 100);
        Assert.Empty(lines.GroupBy(line => line.Line!.EventId, line => line.Name).Where(names => names.Count() > 1).Select(names => string.Join(" and ", names)));
    }
}
