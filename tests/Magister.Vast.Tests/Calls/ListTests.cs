using System.Text.Json.Nodes;
using Magister.Fleet.Market;
using Magister.StandIns;
using Magister.Vast.Calls;
using Magister.Vast.Tests.Bench;
using WireMock.ResponseBuilders;

namespace Magister.Vast.Tests.Calls;

public sealed class ListTests
{
    [Fact]
    public async Task ListAsync_OnePage_AsksAsTheContractSays()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Page(1, null, Row(312)));
        var done = Assert.IsType<Outcome<InstanceListing>.Done>(await bench.ListAsync());
        Assert.Equal(312, Assert.Single(done.Value.Instances).Id);

        var seen = Assert.Single(bench.Vast.Seen);
        Assert.Equal(("GET", "/api/v1/instances/", ""), (seen.Method, seen.Path, seen.Body));
        Assert.Equal($"Bearer {VastBench.ApiKey}", seen.Header("Authorization"));
        Assert.Equal("25", seen.Parameter("limit"));
        Assert.Equal("""{"label":{"eq":"magister"}}""", seen.Parameter("select_filters"));
        Assert.Equal("""[{"col":"id","dir":"asc"}]""", seen.Parameter("order_by"));
        Assert.Null(seen.Parameter("after_token"));
        var columns = JsonNode.Parse(seen.Parameter("select_cols")!)!.AsArray().GetValues<string>().ToArray();
        string[] wanted = ["id", "label", "actual_status", "onstart", "start_date", "dph_total", "gpu_totalram"];
        Assert.Empty(wanted.Except(columns, StringComparer.Ordinal));
        Assert.Equal(columns.Length, columns.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(columns, column => column == "jupyter_token");
    }

    [Fact]
    public async Task ListAsync_OfAllLabels_SendsNoFilterAndBringsAll()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Page(2, null, Row(312), """{"id":313,"label":null}"""));

        var done = Assert.IsType<Outcome<InstanceListing>.Done>(await bench.Clock.RunAsync(bench.Client.SendAsync(new ListCall(null), CancellationToken.None)));
        Assert.Equal([312, 313], done.Value.Instances.Select(instance => instance.Id));
        Assert.Null(bench.Vast.Seen[0].Parameter("select_filters"));
    }

    [Fact]
    public async Task ListAsync_LabelWithQuotes_IsEncoded()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Page(0, null));
        await bench.Clock.RunAsync(bench.Client.SendAsync(new ListCall("a\"b&c=d"), CancellationToken.None));
        var filter = JsonNode.Parse(bench.Vast.Seen[0].Parameter("select_filters")!)!;
        Assert.Equal("a\"b&c=d", filter["label"]!["eq"]!.GetValue<string>());
    }

    [Fact]
    public async Task ListAsync_ThousandInstances_ArePagedToTheEnd()
    {
        await using var bench = await VastBench.StartAsync(settings => settings with { ListGap = TimeSpan.FromSeconds(1) });
        bench.Vast.Otherwise(Replies.Status(200).WithBody(seen =>
        {
            var first = int.Parse(seen.Parameter("after_token")?.Split("==+/")[0] ?? "0");
            var rows = Enumerable.Range(first + 1, 25).Select(id => Row(id)).ToArray();
            return PageText(1_000, first + 25 == 1_000 ? null : $"{first + 25}==+/&?", rows);
        }));
        var done = Assert.IsType<Outcome<InstanceListing>.Done>(await bench.ListAsync());
        Assert.Equal(Enumerable.Range(1, 1_000).Select(id => (long)id), done.Value.Instances.Select(instance => instance.Id));
        var at = bench.ArrivedAt;
        Assert.Equal(40, at.Length);
        Assert.All(at.Zip(at.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 1, 1.1));
    }

    [Fact]
    public async Task ListAsync_TotalChangesBetweenPages_TheLastCounts()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Page(3, "a", Row(1), Row(2)), Page(4, null, Row(3), Row(4)));
        Assert.Equal(4, Assert.IsType<Outcome<InstanceListing>.Done>(await bench.ListAsync()).Value.Instances.Length);
    }

    [Fact]
    public async Task ListAsync_ForeignLabels_CountButAreNotListed()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Page(5, null, Row(1), Row(2, "\"other\""), Row(3, "null"), Row(4, "\"Magister\""), Row(5, "\"magister2\"")));
        var done = Assert.IsType<Outcome<InstanceListing>.Done>(await bench.ListAsync());
        Assert.Equal(1, Assert.Single(done.Value.Instances).Id);
    }

    [Fact]
    public async Task ListAsync_None_IsACompleteEmptyList()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Page(0, null));
        Assert.Empty(Assert.IsType<Outcome<InstanceListing>.Done>(await bench.ListAsync()).Value.Instances);
    }

    [Fact]
    public async Task ListAsync_FewerThanTheTotal_IsUnknownAndSaysHowMany()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Page(30, "a", Row(1), Row(2)), Page(30, null, Row(3)));
        var unknown = Assert.IsType<Outcome<InstanceListing>.Unknown>(await bench.ListAsync());
        Assert.Contains("3 of 30", unknown.Reason, StringComparison.Ordinal);
    }

    public static TheoryData<string> BadPages { get; } =
    [
        """{"instances":[{"id":1,"label":"magister"}],"next_token":null}""",
        """{"instances":[{"id":1,"label":"magister"}],"total_instances":null,"next_token":null}""",
        """{"instances":[{"id":1,"label":"magister"}],"total_instances":"many","next_token":null}""",
        """{"instances":[{"id":1,"label":"magister"}],"total_instances":1,"next_token":{"id":1}}""",
        """{"instances":[{"id":1,"label":"magister"},{"label":"magister"}],"total_instances":2,"next_token":null}""",
        """{"instances":[{"id":1,"label":"magister"},{"label":"magister"}],"total_instances":1,"next_token":null}""",
        """{"instances":[{"id":1,"label":"magister"},null],"total_instances":1,"next_token":null}""",
        """{"instances":[{"id":1,"label":"magister"},{"id":1,"label":"magister"}],"total_instances":2,"next_token":null}""",
        """{"instances":{"id":1},"total_instances":1}""",
        """{"total_instances":0}""",
        "[]",
        "not json",
        """{"success":true""",
    ];

    [Theory]
    [MemberData(nameof(BadPages))]
    public async Task ListAsync_PageThatProvesNothing_IsUnknown(string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(200, body));
        Assert.IsType<Outcome<InstanceListing>.Unknown>(await bench.ListAsync());
    }

    [Fact]
    public async Task ListAsync_SameTokenAgain_IsUnknownAndEnds()
    {
        await using var bench = await VastBench.StartAsync();
        var id = 0;
        bench.Vast.Otherwise(Replies.Status(200).WithBody(_ => PageText(100, "same", Row(++id))));
        Assert.IsType<Outcome<InstanceListing>.Unknown>(await bench.ListAsync());
        Assert.Equal(2, bench.Vast.Seen.Length);
    }

    [Fact]
    public async Task ListAsync_PageWithNothingNewBeforeTheLast_IsUnknownAndEnds()
    {
        await using var bench = await VastBench.StartAsync();
        var page = 0;
        bench.Vast.Otherwise(Replies.Status(200).WithBody(_ => PageText(100, $"{++page}", Row(1))));
        Assert.IsType<Outcome<InstanceListing>.Unknown>(await bench.ListAsync());
        Assert.Equal(2, bench.Vast.Seen.Length);
    }

    [Fact]
    public async Task ListAsync_LaterPageFails_IsUnknownAfterThreeTries()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Page(2, "a", Row(1))).Otherwise(Replies.Page(502));
        Assert.IsType<Outcome<InstanceListing>.Unknown>(await bench.ListAsync());
        Assert.Equal(4, bench.Vast.Seen.Length);
    }

    [Fact]
    public async Task ListAsync_LaterPageFailsOnce_IsComplete()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Page(2, "a", Row(1)), Broken.ByReset(), Page(2, null, Row(2)));
        Assert.Equal(2, Assert.IsType<Outcome<InstanceListing>.Done>(await bench.ListAsync()).Value.Instances.Length);
        Assert.Equal("a", bench.Vast.Seen[2].Parameter("after_token"));
    }

    [Fact]
    public async Task ListAsync_OldEndpointWords_AreRefused()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(410, """{"error":"deprecated_endpoint","msg":"use v1"}"""));
        Assert.IsType<Outcome<InstanceListing>.Refused>(await bench.ListAsync());
    }

    private static string Row(long id, string label = "\"magister\"") =>
        $$"""{"id":{{id}},"label":{{label}},"actual_status":"running","dph_total":0.4}""";

    private static IResponseBuilder Page(int total, string? next, params string[] rows) => Replies.Json(200, PageText(total, next, rows));

    private static string PageText(int total, string? next, params string[] rows) => $$"""
        {"success":true,"instances_found":{{rows.Length}},"total_instances":{{total}},"next_token":{{(next is null ? "null" : $"\"{next}\"")}},
         "instances":[{{string.Join(',', rows)}}]}
        """;
}
