using System.Net;
using System.Text.RegularExpressions;
using Magister.Access;
using Magister.Dashboard;
using Magister.Events;
using Magister.Tests.EndToEnd;

namespace Magister.Tests.Dashboard;

public sealed partial class DashboardTests
{
    private const int MaxWeight = 200 * 1024;

    private static readonly Dictionary<string, string> Files =
        DashboardFile.All().ToDictionary(file => file.Path, file => System.Text.Encoding.UTF8.GetString(file.Content));

    [Fact]
    public void Page_WeighsLittle() => Assert.InRange(DashboardFile.All().Sum(file => file.Content.Length), 1, MaxWeight);

    [Fact]
    public void Page_LoadsWhatIsServedAndNothingElse()
    {
        var loaded = Reference().Matches(Files["/"]).Select(match => match.Groups[1].Value).ToHashSet();
        var imported = Files.Where(file => file.Key.StartsWith("/dashboard", StringComparison.Ordinal))
            .SelectMany(file => Import().Matches(file.Value).Select(match => $"/dashboard/{match.Groups[1].Value}"));
        Assert.Equal(Files.Keys.Where(path => path != "/").Order(), loaded.Where(path => path.StartsWith('/')).Concat(imported).Distinct().Order());
        Assert.All(loaded.Where(path => !path.StartsWith('/')), path => Assert.StartsWith("data:image/svg+xml,", path, StringComparison.Ordinal));
    }

    [Fact]
    public void Page_HasNoScriptOrStyleWithin()
    {
        Assert.DoesNotMatch(" style=|<style| on[a-z]+=", Files["/"]);
        Assert.All(Scripts().Matches(Files["/"]), script => Assert.Contains(" src=", script.Value, StringComparison.Ordinal));
        Assert.All(Own(), file => Assert.DoesNotMatch("innerHTML|outerHTML|insertAdjacent|document\\.write|eval\\(|new Function", file));
    }

    [Fact]
    public void Stream_ListensForEveryKind() =>
        Assert.All(EventKinds.All, kind => Assert.Contains($"\n  {kind}: [", Files["/dashboard/kinds.js"], StringComparison.Ordinal));

    [Fact]
    public async Task Files_AreServedWithPolicyAndTag()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1);
        foreach (var path in Files.Keys)
        {
            using var response = await magister.Http.GetAsync(path);
            Assert.Equal((HttpStatusCode.OK, Files[path]), (response.StatusCode, await response.Content.ReadAsStringAsync()));
            var policy = path == "/" ? SecurityHeaders.PageContentPolicy : SecurityHeaders.ContentPolicy;
            Assert.Equal(policy, response.Headers.GetValues("Content-Security-Policy").Single());
            using var again = new HttpRequestMessage(HttpMethod.Get, path);
            again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
            using var notModified = await magister.Http.SendAsync(again);
            Assert.Equal((HttpStatusCode.NotModified, policy), (notModified.StatusCode, notModified.Headers.GetValues("Content-Security-Policy").Single()));
        }
    }

    private static IEnumerable<string> Own() => Files.Where(file => file.Key is not "/uplot.js").Select(file => file.Value);

    // What the page's links and scripts refer to, except for anchors that a person follows.
    [GeneratedRegex("<(?:link|script)[^>]* (?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Reference();

    [GeneratedRegex("from \"\\./(?:dashboard/)?([a-z]+\\.js)\"")]
    private static partial Regex Import();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Scripts();
}
