using System.Text.RegularExpressions;
using Magister.Tests.Configuration;

namespace Magister.Tests.Telemetry;

/// <summary>People filter logs by these ids. The attributes that give them are in the sources only.</summary>
public sealed partial class LogEventIdTests
{
    [Fact]
    public void EventId_OfEachLine_IsUnique()
    {
        var sources = Directory.EnumerateFiles(Path.GetDirectoryName(RepositoryRoot.PathOf("src/Directory.Build.props"))!, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);
        var ids = sources.SelectMany(source => EventId().Matches(source)).Select(match => match.Groups[1].Value).ToArray();

        Assert.True(ids.Length > 100);
        Assert.Empty(ids.GroupBy(id => id).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [GeneratedRegex(@"LoggerMessage\((\d+),")]
    private static partial Regex EventId();
}
