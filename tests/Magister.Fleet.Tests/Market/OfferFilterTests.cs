using System.Collections.Immutable;
using Magister.Fleet.Market;

namespace Magister.Fleet.Tests.Market;

public sealed class OfferFilterTests
{
    [Theory]
    [InlineData("gte", "2", "2", true)]
    [InlineData("gte", "2", "1.9", false)]
    [InlineData("gt", "2", "2", false)]
    [InlineData("lt", "2", "1", true)]
    [InlineData("lte", "2", "2.0", true)]
    [InlineData("lte", "2", "two", false)]
    [InlineData("gte", "2", "NaN", false)]
    [InlineData("eq", "2", "2.0", true)]
    [InlineData("eq", "true", "1", true)]
    [InlineData("eq", "false", "0", true)]
    [InlineData("eq", "true", "false", false)]
    [InlineData("eq", "RTX_4090", "rtx 4090", true)]
    [InlineData("neq", "amd64", "arm64", true)]
    [InlineData("neq", "amd64", "amd64", false)]
    [InlineData("in", "SE,DE", "DE", true)]
    [InlineData("in", "SE,DE", "US", false)]
    [InlineData("notin", "SE,DE", "US", true)]
    [InlineData("notin", "1,2", "2.0", false)]
    public void Filter_OnWhatAnOfferTells_AdmitsAsVastDoes(string comparison, string values, string told, bool admits)
    {
        var filter = new OfferFilter("also.field", "field", comparison, [.. values.Split(',')]);
        var offer = Build.Offer(1).Telling(ImmutableDictionary<string, string>.Empty.Add("field", told));

        Assert.Equal(admits, filter.Objection(offer) is null);
    }

    [Theory]
    [InlineData("gte")]
    [InlineData("neq")]
    [InlineData("notin")]
    public void Filter_OnWhatAnOfferDoesNotTell_IsNotFulfilled(string comparison) =>
        Assert.Equal("it does not show its field", new OfferFilter("also.field", "field", comparison, ["1"]).Objection(Build.Offer(1)));
}
