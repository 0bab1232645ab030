using System.Collections.Immutable;
using System.Text.Json;
using Magister.Fleet.Market;
using Magister.Vast.Tests.Bench;
using Magister.Vast.Wire;
using Microsoft.Extensions.Logging;

namespace Magister.Vast.Tests.Wire;

public sealed class OfferReaderTests : IDisposable
{
    private readonly LogLines log = new();
    private readonly ILoggerFactory loggers;

    public OfferReaderTests() => loggers = LoggerFactory.Create(logging => logging.AddProvider(log));

    public void Dispose() => loggers.Dispose();

    [Theory]
    [InlineData("""{"id":7,"gpu_ram":24576.0}""")]
    [InlineData("""{"id":7.0,"gpu_ram":"24576"}""")]
    [InlineData("""{"id":7,"gpu_ram":24576,"something_new":{"a":[1]}}""")]
    public void ReadAll_HarmlessVariants_AreRead(string row)
    {
        var offer = Assert.Single(Read(row));
        Assert.Equal(7, offer.Id);
        Assert.Equal(24576, offer.GpuRam);
        Assert.Empty(log.All);
    }

    [Theory]
    [InlineData("\"os_version\":22.04", "22.04")]
    [InlineData("\"os_version\":\"22.04\"", "22.04")]
    [InlineData("\"os_version\":null", null)]
    [InlineData("\"other\":1", null)]
    public void ReadAll_TextAsNumberOrNull_IsRead(string member, string? expected) =>
        Assert.Equal(expected, Assert.Single(Read($$"""{"id":7,{{member}}}""")).OsVersion);

    [Theory]
    [InlineData("true", true)]
    [InlineData("0", false)]
    [InlineData("1.0", true)]
    [InlineData("\"false\"", false)]
    [InlineData("null", null)]
    public void ReadAll_Flags_AreRead(string value, bool? expected) =>
        Assert.Equal(expected, Assert.Single(Read($$"""{"id":7,"static_ip":{{value}}}""")).StaticIp);

    [Fact]
    public void ReadAll_AddressWithTrailingBlanks_IsTrimmed() =>
        Assert.Equal("203.0.113.42", Assert.Single(Read("""{"id":7,"public_ipaddr":"203.0.113.42 \n"}""")).PublicIpaddr);

    [Fact]
    public void ReadAll_TextOfAnyLength_IsCutToABound() =>
        Assert.Equal(1000, Assert.Single(Read($$"""{"id":7,"gpu_name":"{{new string('x', 200_000)}}"}""")).GpuName?.Length);

    [Theory]
    [InlineData("""{"gpu_name":"RTX 4090"}""", "position 2", "id")]
    [InlineData("""{"id":null}""", "position 2", "id")]
    [InlineData("""{"id":"8"}""", "position 2", "id")]
    [InlineData("""{"id":0}""", "position 2", "id")]
    [InlineData("""{"id":-8}""", "position 2", "id")]
    [InlineData("""{"id":8.5}""", "position 2", "id")]
    [InlineData("""{"id":1e30}""", "position 2", "id")]
    [InlineData("null", "position 2", "id")]
    [InlineData("[1]", "position 2", "id")]
    [InlineData("\"text\"", "position 2", "id")]
    [InlineData("""{"id":8,"dph_total":"cheap"}""", "offer 8", "dph_total")]
    [InlineData("""{"id":8,"dph_total":{}}""", "offer 8", "dph_total")]
    [InlineData("""{"id":8,"dph_total":1e999}""", "offer 8", "dph_total")]
    [InlineData("""{"id":8,"dph_total":"1,5"}""", "offer 8", "dph_total")]
    [InlineData("""{"id":8,"dph_total":-1.5}""", "offer 8", "dph_total")]
    [InlineData("""{"id":8,"dph_total":0}""", "offer 8", "dph_total")]
    [InlineData("""{"id":8,"dph_total":1e308}""", "offer 8", "dph_total")]
    [InlineData("""{"id":8,"gpu_ram":"plenty"}""", "offer 8", "gpu_ram")]
    [InlineData("""{"id":8,"gpu_name":["RTX"]}""", "offer 8", "gpu_name")]
    [InlineData("""{"id":8,"gpu_name":true}""", "offer 8", "gpu_name")]
    [InlineData("""{"id":8,"gpu_name":"\ud800"}""", "offer 8", "gpu_name")]
    public void ReadAll_BrokenOffer_IsSkippedWithAWarningThatNamesIt(string row, string name, string field)
    {
        Assert.Equal([7, 9], Read("""{"id":7}""", row, """{"id":9}""").Select(offer => offer.Id));
        var warning = Assert.Single(log.Of(3000));
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.Equal("OfferSkipped", warning.Event.Name);
        Assert.Contains(name, warning.Text, StringComparison.Ordinal);
        Assert.Contains($"field {field} ", warning.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"hosting_type\":\"datacenter\"")]
    [InlineData("\"num_gpus\":1e300")]
    [InlineData("\"static_ip\":\"maybe\"")]
    [InlineData("\"duration\":[1]")]
    [InlineData("\"dlperf\":{}")]
    public void ReadAll_BrokenFieldThatNobodyFiltersOn_IsMissing(string member)
    {
        var offer = Assert.Single(Read($$"""{"id":7,"dph_total":0.3,{{member}}}"""));
        Assert.Equal((7, 0.3), (offer.Id, offer.DphTotal));
        Assert.Empty(log.All);
    }

    [Fact]
    public void ReadAll_AllBroken_SaysSo()
    {
        var outcome = NewReader().ReadAll(JsonElement.Parse("""{"offers":[{"id":7,"dph_total":"cheap"},{"id":8,"dph_total":"cheap"}]}"""));
        Assert.Equal(
            "none of the 2 offers could be read, for instance because dph_total is missing or impossible",
            Assert.IsType<Outcome<ImmutableArray<Offer>>.Unknown>(outcome).Reason);
    }

    [Fact]
    public void ReadAll_ManyBrokenOffers_AreNamedUpToABoundAndThenCounted()
    {
        Assert.Single(Read([.. Enumerable.Repeat("{}", 64), """{"id":7}"""]));
        Assert.Equal(OfferReader.MaxSkippedNamed, log.Of(3000).Length);
        Assert.Contains("54 more", Assert.Single(log.Of(3001)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"offers":null}""")]
    [InlineData("""{"offers":{"id":7}}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public void ReadAll_NoListOfOffers_IsNull(string body) => Assert.Null(NewReader().ReadAll(JsonElement.Parse(body)));

    private Offer[] Read(params string[] rows) =>
        [.. Assert.IsType<Outcome<ImmutableArray<Offer>>.Done>(NewReader().ReadAll(JsonElement.Parse($$"""{"offers":[{{string.Join(',', rows)}}]}"""))).Value];

    private OfferReader NewReader() => new(["gpu_name", "gpu_ram"], [], new Reading(new ForeignText(""), loggers.CreateLogger<VastClient>()));
}
