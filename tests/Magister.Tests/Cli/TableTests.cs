using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Magister.Cli.DryRuns;
using Magister.Cli.Output;
using Magister.Cli.Steering;
using Magister.Endpoints;
using Spectre.Console;

namespace Magister.Tests.Cli;

/// <summary>Tables on terminals of any size.</summary>
public sealed class TableTests
{
    private const int MaxRows = 40;

    private static readonly DateTimeOffset now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    private static readonly StatusResponse status = DaemonCall.Parse(Json(new
    {
        now,
        steering = new { mode = "running", number_instances = MaxRows, configured_number_instances = MaxRows },
        alive = MaxRows,
        machines = (object[])[new { machine_id = 9273, strikes = 2, cooling_until = now.AddHours(1), reason = "its Contemplant did not report within 180 s, and after that it was destroyed" }],
    }), StatusJson.Default.StatusResponse)! with
    {
        Instances = [.. Enumerable.Range(0, MaxRows).Select(Instance)],
    };

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"now\":\"2026-11-29T12:00:00Z\"}")]
    [InlineData("[]")]
    public void Status_OfWhatIsNoMagister_IsNotRead(string body) => Assert.Null(DaemonCall.Parse(body, StatusJson.Default.StatusResponse));

    [Theory]
    [InlineData(80, "instance state GPU USD/h about")]
    [InlineData(90, "instance state for GPU USD/h about")]
    [InlineData(100, "instance state for GPU machine USD/h about")]
    [InlineData(120, "instance state for GPU place machine USD/h about")]
    [InlineData(200, "instance offer state for GPU place host machine USD/h about")]
    public void Instances_OnATerminal_HaveTheColumnsThatFit_AndNothingIsCut(int width, string headings)
    {
        var lines = Drawn(StatusPage.Instances(status), width);

        Assert.Equal(headings, string.Join(' ', Cells(lines[1]).Where(cell => cell.Length > 0)));
        Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
        Assert.DoesNotContain(lines, line => line.Contains('…', StringComparison.Ordinal));
        foreach (var instance in status.Instances) Assert.Contains(lines, line => Cells(line)[0] == instance.InstanceId.ToString(CultureInfo.InvariantCulture));
        Assert.Contains("machine 40000123 of host 51234", string.Join(' ', lines.Select(line => Cells(line)[^1]).Where(cell => cell.Length > 0)), StringComparison.Ordinal);
    }

    [Fact]
    public void WideTable_OnANarrowTerminal_HasEveryColumnAndOneLineForEachRow()
    {
        var lines = Drawn(StatusPage.Instances(status), 10_000);

        Assert.Equal("instance offer state for GPU place host machine USD/h about", string.Join(' ', Cells(lines[1])));
        Assert.Equal(MaxRows + 4, lines.Length);
    }

    [Fact]
    public void Status_WhileNothingIsRented_SaysWhatLiftsItAndWhen()
    {
        var held = status with
        {
            NotReadyReason = "the first look at Vast is under way",
            Holds = [new("the first look at Vast is under way", "the first complete list", null), new("max_cost_per_day is 5 USD", "the end of that time", now.AddHours(7))],
            CostMonthNeverWorked = 0.126,
        };

        var lines = StatusPage.Compose(held).OfType<PagePart.Line>().Select(line => line.Text).ToArray();

        Assert.Contains("Not ready: the first look at Vast is under way. Lifted by the first complete list", lines);
        Assert.Contains("Nothing is rented for now: max_cost_per_day is 5 USD. Lifted by the end of that time (in 7 h 0 min)", lines);
        Assert.Contains("0.13 USD of this month were for instances that never worked", lines);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Plan_OnATerminal_SaysWhatAndWhy(int width)
    {
        ImmutableArray<PlannedStep> steps = [new("destroy", 30000007, 20010790, "its status has been exited for 120 s", null, "RTX 5090", 1, "Taiwan, TW", 40000, 9273, 0.3627)];
        using var output = new StringWriter();

        PlanText.Print(
            new PlanReport { Now = now, Journal = null, NumberInstances = 3, Ours = 1, Steps = steps, RentedAfterwards = 0, Problems = [], End = null },
            new Printer(output, isTerminal: true, width));

        Assert.Contains("│ destroy │ 30000007 │ 20010790 │", output.ToString(), StringComparison.Ordinal);
        Assert.All(output.ToString().Split('\n'), line => Assert.InRange(line.Length, 0, width));
    }

    [Theory]
    [InlineData(24)]
    [InlineData(16)]
    public void Watch_WithMoreRowsThanTheTerminalHasLines_KeepsTheTopAndSaysHowManyMore(int height)
    {
        var lines = Page(80, height);

        Assert.True(lines.Length == height - 1, string.Join("\n", lines.Select(line => $"[{line}]")));
        Assert.Equal("40 instances are wanted.", lines[0].Trim());
        Assert.Contains("instance", lines.First(line => line.Contains('│', StringComparison.Ordinal)), StringComparison.Ordinal);
        var shown = lines.Count(line => line.Contains("│ 300000", StringComparison.Ordinal));
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"… and {MaxRows + 1 - shown} more"), lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Watch_WithLinesEnough_ShowsAll()
    {
        var lines = Page(80, 200);

        Assert.DoesNotContain(lines, line => line.StartsWith('…'));
        Assert.Contains(lines, line => line.Contains("│    9273 │", StringComparison.Ordinal));
    }

    private static string[] Page(int width, int height)
    {
        using var output = new StringWriter();
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        (terminal.Profile.Width, terminal.Profile.Height) = (width, height);
        terminal.Write(TerminalPage.Compose(StatusPage.Compose(status), terminal));
        return output.ToString().TrimEnd().Split('\n');
    }

    private static string[] Drawn(TableView table, int width)
    {
        using var output = new StringWriter();
        new Printer(output, isTerminal: true, width).Table(table);
        return output.ToString().TrimEnd().Split('\n');
    }

    private static string[] Cells(string line) => line.Contains('│', StringComparison.Ordinal) ? [.. line.Trim().Trim('│').Split('│').Select(cell => cell.Trim())] : [""];

    private static InstanceStatusRow Instance(int at) => JsonSerializer.Deserialize<InstanceStatusRow>(Json(new
    {
        instance_id = 30000000 + at,
        offer_id = 20000000 + at,
        state = at == 0 ? "destroy_failing" : "verified",
        since = now.AddMinutes(-75),
        gpu = "RTX 4090",
        num_gpus = 1,
        location = "South Korea, KR",
        host_id = 51234,
        machine_id = 40000123,
        cost_per_hour = 0.3627,
        reason = at == 0 ? "it was dropped: too slow on machine 40000123 of host 51234, says Hierophant" : null,
    }), StatusJson.Default.InstanceStatusRow)!;

    private static string Json(object value) => JsonSerializer.Serialize(value);
}
