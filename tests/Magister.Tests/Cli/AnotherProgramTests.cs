using Magister.StandIns;

namespace Magister.Tests.Cli;

/// <summary>Commands whose daemon's address leads to something else.</summary>
public sealed class AnotherProgramTests
{
    [Theory]
    [InlineData("status")]
    [InlineData("costs")]
    [InlineData("machines")]
    [InlineData("machines bar 7")]
    [InlineData("events")]
    [InlineData("instance 7")]
    [InlineData("drop 7 --yes")]
    [InlineData("reload --yes")]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("scale 2 --yes")]
    [InlineData("drain --yes")]
    public async Task Command_AnsweredByAnotherProgram_SaysThatItIsNoMagister(string command)
    {
        await using var other = new StandIn();
        foreach (var answer in new[] { "{}", "[]", "null", "{\"now\":\"2026-12-01T00:00:00Z\",\"steering\":{}}", "<p>It works!</p>" })
        {
            other.Otherwise(Replies.Json(200, answer));

            var result = await CliRun.RunAsync([.. command.Split(' '), "--daemon", other.Url], Path.GetTempPath(), new Dictionary<string, string>());

            Assert.Equal((8, "", $"magister: what answers at {other.Address} is not a Magister of this version\n"), (result.Code, result.Out, result.Error));
        }
    }
}
