using System.Net;
using System.Text.Json;
using Magister.History;

namespace Magister.Tests.EndToEnd;

public sealed class HistoryTests
{
    [Fact]
    public async Task History_SurvivesRestartsWithItsGaps()
    {
        await using var world = await World.CreateAsync();
        var now = FleetMinute.MinuteOf(TimeProvider.System.GetUtcNow());
        Directory.CreateDirectory(world.StateDirectory);
        var file = new HistoryFile(world.StateDirectory);
        foreach (var ago in new[] { 9000, 600, 30, 29, 20 }) file.Write(new FleetMinute(now - ago, 2, 2, 2, 1, 0, 0.5));

        for (var run = 0; run < 2; run++)
        {
            var magister = await world.StartAsync(1);
            await Eventually.IsTrueAsync("the history is read", async () => (await HistoryAsync(magister, "history?hours=1")).GetProperty("times").GetArrayLength() > 0);
            var hour = await HistoryAsync(magister, "history?hours=1");
            var working = hour.GetProperty("working").EnumerateArray().Select(point => point.ValueKind is JsonValueKind.Null ? (int?)null : point.GetInt32()).Take(11);
            Assert.Equal([1, 1, .. Enumerable.Repeat((int?)null, 8), 1], working);
            Assert.Equal(60, hour.GetProperty("step_seconds").GetInt32());
            Assert.Equal(DateTimeOffset.UnixEpoch.AddMinutes(now - 30).ToUnixTimeSeconds(), hour.GetProperty("times")[0].GetInt64());

            var day = await HistoryAsync(magister, "history");
            Assert.Equal(DateTimeOffset.UnixEpoch.AddMinutes(now - 600).ToUnixTimeSeconds(), day.GetProperty("times")[0].GetInt64());
            var week = await HistoryAsync(magister, "history?hours=168");
            Assert.Equal(420, week.GetProperty("step_seconds").GetInt32());
            Assert.InRange(week.GetProperty("times").GetArrayLength(), 8980 / 7, 1440);
            await magister.TerminateAsync();
        }
    }

    [Fact]
    public async Task History_ThatIsDamaged_IsThrownAwayAndStopsNothing()
    {
        await using var world = await World.CreateAsync();
        Directory.CreateDirectory(world.StateDirectory);
        await File.WriteAllTextAsync(Path.Combine(world.StateDirectory, "history.bin"), "MagisterHistory1 and then nothing");
        var magister = await world.StartAsync(1);

        await Eventually.IsTrueAsync("it says so", () => magister.Output.Contains("history.bin", StringComparison.Ordinal), details: () => magister.Output);
        Assert.Contains("discarded", magister.Output, StringComparison.Ordinal);
        await world.SettlesAsync(magister, 1);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("169")]
    [InlineData("a week")]
    [InlineData("")]
    public async Task Hours_ThatAreNone_AreRefusedWithWords(string hours)
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1);
        using var answer = await magister.Http.GetAsync($"history?hours={Uri.EscapeDataString(hours)}");

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("a number from 1 to 168", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> HistoryAsync(MagisterProcess magister, string path) => JsonDocument.Parse(await magister.Http.GetStringAsync(path)).RootElement;
}
