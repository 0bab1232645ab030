using Magister.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Magister.Tests.Events;

public sealed class EventQueryTests
{
    [Theory]
    [InlineData("", 1000)]
    [InlineData("?instance=101", 334)]
    [InlineData("?offer=12", 200)]
    [InlineData("?machine=1003", 143)]
    [InlineData("?kind=verified", 500)]
    [InlineData("?kind=verified,destroyed", 1000)]
    [InlineData("?kind=verified&kind=destroyed", 1000)]
    [InlineData("?kind=adopted", 0)]
    [InlineData("?instance=101&offer=12&kind=verified", 33)]
    [InlineData("?INSTANCE=101", 334)]
    public void Filters_AreHeldTogether(string query, int expected)
    {
        var filter = Read(query).Query!.Filter;
        Assert.Equal(expected, EventHistoryTests.Filled(0, 1000).After(0).Count(filter.Wants));
    }

    [Fact]
    public void AfterAndLimit_AreRead()
    {
        var query = Read("?after=17&limit=5").Query!;
        Assert.Equal((17, 5), (query.After, query.Limit));
        Assert.Equal((null, null), (Read("").Query!.After, Read("").Query!.Limit));
    }

    [Theory]
    [InlineData("?instance=abc", "instance is one whole number from 0 to 9223372036854775807, \"abc\" is not\n")]
    [InlineData("?offer=", "offer is one whole number from 0 to 9223372036854775807, \"\" is not\n")]
    [InlineData("?machine=-1", "machine is one whole number from 0 to 9223372036854775807, \"-1\" is not\n")]
    [InlineData("?instance=1&instance=2", "instance is one whole number from 0 to 9223372036854775807, \"1,2\" is not\n")]
    [InlineData("?after=1.5", "after is one whole number from 0 to 9223372036854775807, \"1.5\" is not\n")]
    [InlineData("?after=9223372036854775808", "after is one whole number from 0 to 9223372036854775807, \"9223372036854775808\" is not\n")]
    [InlineData("?limit=0", "limit is one whole number from 1 to 1000, \"0\" is not\n")]
    [InlineData("?limit=1001", "limit is one whole number from 1 to 1000, \"1001\" is not\n")]
    [InlineData("?instnce=5", "there is no filter \"instnce\"; there are instance, offer, machine, kind, after, limit\n")]
    public void BadFilter_IsAnsweredWithWhatIsWanted(string query, string problem)
    {
        var (read, problems) = Read(query);
        Assert.Null(read);
        Assert.Equal(problem, problems);
    }

    [Fact]
    public void BadFilters_AreAllSaidAtOnce()
    {
        var problems = Read("?instance=a&kind=verifed,adopted&limit=x").Problems.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, problems.Length);
        Assert.StartsWith("there is no kind \"verifed\"; there are absent_from_hierophant, account_checked, adopted, back_at_hierophant, ", problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Limit_OfAStream_IsNoFilter()
    {
        var (read, problems) = EventQuery.OfStream(Parameters("?limit=5"));
        Assert.Null(read);
        Assert.Equal("there is no filter \"limit\"; there are instance, offer, machine, kind, after\n", problems);
    }

    private static (EventQuery? Query, string Problems) Read(string query) => EventQuery.OfList(Parameters(query));

    private static QueryCollection Parameters(string query) => new(QueryHelpers.ParseQuery(query));
}
