using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Magister.Simulator.Faults;
using Magister.Simulator.Market;
using Magister.Simulator.Tests.Support;

namespace Magister.Simulator.Tests.Faults;

/// <summary>Answers that Vast, its edge or a proxy has been seen to give, as a client receives them over HTTP.</summary>
public sealed class OddAnswerTests : HostedTests
{
    [Theory]
    [InlineData(0, 409, """{"error":"conflict","msg":"Offer already rented"}""")]
    [InlineData(1, 400, "machine already rented")]
    [InlineData(2, 404, "Offer not found")]
    [InlineData(3, 404, "<html>")]
    [InlineData(4, 410, "Gone")]
    public async Task OfferRefused_FreeOffer_IsRefusedInTheseWords(int wording, int status, string words)
    {
        Host.Faults.Add(new FaultRule(FaultKind.OfferRefused) { Wording = wording });

        var answer = await Vast.RentAsync(Host.FreeOffer());

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync());
        Assert.Equal(0, Host.Market.AliveCount);
        Assert.Equal(HttpStatusCode.OK, (await Vast.ListAsync()).StatusCode);
    }

    [Fact]
    public async Task Share_OfOffers_AlwaysTheSameAreRefused()
    {
        Host.Faults.Add(new FaultRule(FaultKind.OfferRefused) { Share = 0.5 });
        var offers = Host.Market.Offers().Take(30).Select(offer => offer.OfferId).ToList();

        var first = await RefusedAsync(offers);
        foreach (var instance in Host.Market.Alive()) await Vast.DestroyAsync(instance.InstanceId);
        var again = await RefusedAsync(offers);

        Assert.InRange(first.Count, 5, 25);
        Assert.Equal(first, again);
    }

    [Theory]
    [InlineData(0, 200, """{"instances":[]}""")]
    [InlineData(1, 200, "{}")]
    [InlineData(2, 404, "no_such_instance")]
    [InlineData(3, 404, "Not Found")]
    [InlineData(4, 410, "Gone")]
    public async Task OddAbsence_Show_OnlyWhatIsGoneIsToldOfInTheseWords(int wording, int status, string words)
    {
        var living = await RentAsync();
        Host.Faults.Add(new FaultRule(FaultKind.OddAbsence) { Wording = wording });

        var answer = await Vast.ShowAsync(living + 1);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync());
        Assert.Equal(living, (await ShowAsync(living))["id"]!.GetValue<long>());
    }

    [Fact]
    public async Task LivingDenied_Show_TellsOfNothingWhileItLives()
    {
        var living = await RentAsync();
        Host.Faults.Add(new FaultRule(FaultKind.LivingDenied));

        var answers = new List<(int Status, string Body)>();
        for (var i = 0; i < 3; i++) answers.Add(await TextAsync(await Vast.ShowAsync(living)));

        Assert.Equal([200, 404, 410], answers.Select(answer => answer.Status).Order());
        Assert.All(answers, answer => Assert.DoesNotContain("instances\":", answer.Body));
        Assert.Equal((200, """{"instances":null}"""), await TextAsync(await Vast.ShowAsync(living + 1)));
    }

    [Theory]
    [InlineData(0, "text/plain", "error code: 1010")]
    [InlineData(1, "text/html", "Access denied")]
    [InlineData(2, "text/plain", "")]
    public async Task EdgeForbidden_AnyCall_Is403WithoutVastsJson(int wording, string type, string words)
    {
        Host.Faults.Add(new FaultRule(FaultKind.EdgeForbidden) { Wording = wording });

        var answer = await Vast.ListAsync();

        Assert.Equal((HttpStatusCode.Forbidden, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains(words, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(0, 429, true)]
    [InlineData(1, 503, true)]
    [InlineData(2, 429, false)]
    [InlineData(3, 503, false)]
    public async Task RetryLater_AnyCall_SaysWhenToComeAgain(int wording, int status, bool inHeader)
    {
        Host.Faults.Add(new FaultRule(FaultKind.RetryLater) { Wording = wording, RetryAfter = TimeSpan.FromSeconds(7) });

        var answer = await Vast.ListAsync();

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(inHeader ? TimeSpan.FromSeconds(7) : null, answer.Headers.RetryAfter?.Delta);
        if (!inHeader) Assert.Equal(7, (await VastCaller.BodyAsync(answer))["retry_after"]!.GetValue<double>());
    }

    [Fact]
    public async Task WrongEncoding_AnyCall_NamesAnEncodingThatTheBodyHasNot()
    {
        Host.Faults.Add(new FaultRule(FaultKind.WrongEncoding) { Wording = 0 });

        var answer = await Vast.ListAsync();

        Assert.Equal((200, "<html>502</html>"), await TextAsync(answer));
        Assert.Equal(["br"], answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Answer_OfTheRule_IsSentAsItStandsAfterTheEffect()
    {
        Host.Faults.Add(new FaultRule(FaultKind.Answer)
        {
            Endpoint = VastEndpoint.Create,
            Moment = FaultMoment.After,
            Status = 418,
            Body = """{"new_contract":5}""",
            Headers = ImmutableDictionary<string, string>.Empty.Add("X-Served-By", "teapot"),
        });

        var answer = await Vast.RentAsync(Host.FreeOffer());

        Assert.Equal((418, """{"new_contract":5}"""), await TextAsync(answer));
        Assert.Equal(["teapot"], answer.Headers.GetValues("X-Served-By"));
        Assert.Equal(1, Host.Market.AliveCount);
    }

    [Fact]
    public async Task Edit_Rows_HoldWhatTheRuleSays()
    {
        var id = await RentAsync();
        Host.Faults.Add(new FaultRule(FaultKind.Edit) { Fields = new JsonObject { ["dph_total"] = 0.95, ["label"] = null, ["gpu_name"] = "RTX 3060" } });

        var listed = (await VastCaller.BodyAsync(await Vast.ListAsync()))["instances"]![0]!;
        var shown = await ShowAsync(id);

        Assert.All([listed, shown], row => Assert.Equal((0.95, null, "RTX 3060"), (row["dph_total"]!.GetValue<double>(), row["label"], row["gpu_name"]!.ToString())));
        Assert.Equal("magister", Host.Market.Alive().Single().Label);
    }

    [Fact]
    public async Task OddNumbers_OneOfThirty_AreBareWordsThatPythonWrites()
    {
        Host.Faults.Add(new FaultRule(FaultKind.OddNumbers) { Share = 0.1 });

        var (_, text) = await TextAsync(await Vast.SearchAsync());
        var bare = Count(text, "NaN") + Count(text, "Infinity");

        Assert.InRange(bare, 1, 20);
        Assert.DoesNotContain("\"NaN\"", text);
    }

    [Fact]
    public async Task OddPricesAndWrongTypes_Rows_AreStrangeAndStillJson()
    {
        Host.Faults.Add(new FaultRule(FaultKind.OddPrices) { Count = 1 });
        var prices = (await OffersAsync()).Select(offer => offer["dph_total"]!.ToJsonString()).Distinct().Order(StringComparer.Ordinal);
        Host.Faults.Add(new FaultRule(FaultKind.WrongTypes));
        var rows = await OffersAsync();

        Assert.Equal(["-1.5", "0", "1E+308"], prices);
        Assert.All(rows, row => Assert.Contains(row, field => field.Value?.ToJsonString() is "\"datacenter\"" or "7" or "{}"));
        Assert.All(rows, row => Assert.True(row["id"]!.GetValue<long>() > 0));
    }

    [Fact]
    public async Task Given_AFilter_OnlyItsSearchesFindNothing()
    {
        Host.Faults.Add(new FaultRule(FaultKind.EmptyList) { Endpoint = VastEndpoint.Search, Given = "cuda_max_good" });

        Assert.Empty(await OffersAsync(new { cuda_max_good = new { gte = 11 } }));
        Assert.NotEmpty(await OffersAsync(new { gpu_ram = new { gte = 11 } }));
    }

    [Fact]
    public async Task ClockSkew_DatesOfVast_AreAhead()
    {
        var id = await RentAsync();
        Host.Change(new Dictionary<string, string> { ["clock-skew"] = "2h" });

        var answer = await Vast.ShowAsync(id);
        var start = (await VastCaller.BodyAsync(answer))["instances"]!["start_date"]!.GetValue<double>();

        Assert.InRange(answer.Headers.Date!.Value - DateTimeOffset.UtcNow, TimeSpan.FromHours(1.9), TimeSpan.FromHours(2.1));
        Assert.InRange(DateTimeOffset.FromUnixTimeSeconds((long)start) - DateTimeOffset.UtcNow, TimeSpan.FromHours(1.9), TimeSpan.FromHours(2.1));
    }

    private static int Count(string text, string word) => (text.Length - text.Replace(word, "", StringComparison.Ordinal).Length) / word.Length;

    private static async Task<(int Status, string Body)> TextAsync(HttpResponseMessage answer) =>
        ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());

    private async Task<List<long>> RefusedAsync(IEnumerable<long> offers)
    {
        var refused = new List<long>();
        foreach (var offer in offers)
        {
            if (!(await Vast.RentAsync(offer)).IsSuccessStatusCode) refused.Add(offer);
        }

        return refused;
    }

    private async Task<long> RentAsync()
    {
        await Vast.RentAsync(Host.FreeOffer());
        return Host.Market.Alive().Single().InstanceId;
    }

    private async Task<JsonObject> ShowAsync(long id) => (await VastCaller.BodyAsync(await Vast.ShowAsync(id)))["instances"]!.AsObject();

    private async Task<List<JsonObject>> OffersAsync(object? filters = null) =>
        [.. (await VastCaller.BodyAsync(await Vast.SearchAsync(filters)))["offers"]!.AsArray().Select(offer => offer!.AsObject())];
}
