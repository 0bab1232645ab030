using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Magister.Simulator.Tests.Support;
using Magister.StandIns;

namespace Magister.Simulator.Tests;

/// <summary>The program as a process.</summary>
public class ProgramTests
{
    private static readonly string Assembly = typeof(SimulatorHost).Assembly.Location;

    [Theory]
    [InlineData(2, "vast-simulator: boot is a range such as 2s-6s", "--boot", "6s-2s")]
    [InlineData(2, "vast-simulator: there is no option --wat", "--wat", "1")]
    public async Task Start_WrongArguments_IsOneLineAndExitCode2(int code, string line, params string[] arguments)
    {
        using var process = Start(arguments);
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(code, process.ExitCode);
        Assert.StartsWith(line, error);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task Start_PortTaken_IsOneLineAndExitCode5()
    {
        await using var host = await SimulatorHost.StartAsync(Simulators.Quick);
        using var process = Start("--port", $"{host.BaseAddress.Port}");
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(5, process.ExitCode);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task Run_RentUntilSigterm_PrintsPlainLinesAndEndsWith0()
    {
        await using var magister = new StandIn().Otherwise(Replies.Status(200));
        using var process = Start("--no-limits", "--boot", "10ms", "--key", "k");
        var greeting = await process.StandardOutput.ReadLineAsync();
        using var http = new HttpClient { BaseAddress = new Uri(greeting!.Split(' ')[3]) };
        Assert.Equal("[]", await http.GetStringAsync(greeting.Split(' ')[^1]));
        http.DefaultRequestHeaders.Add("Authorization", "Bearer k");
        var found = JsonNode.Parse(await (await http.PostAsJsonAsync("api/v0/bundles/", new { })).Content.ReadAsStringAsync())!;
        var offer = found["offers"]![0]!["id"]!.GetValue<long>();

        await http.PutAsJsonAsync($"api/v0/asks/{offer}/", new { image = "a", onstart = Onstart.For($"{magister.Url}/drop/{offer}") });
        var lines = new List<string>();
        while (!lines.Exists(line => line.Contains("verified"))) lines.Add((await process.StandardOutput.ReadLineAsync())!);

        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Assert.Equal(["rented", "booted", "verified"], lines.Select(line => line.Split(' ')[1]));
        Assert.DoesNotContain('\e', string.Concat(lines));
        Assert.Equal("", await process.StandardError.ReadToEndAsync());
    }

    [Fact]
    public async Task Help_Asked_IsTheUsage()
    {
        using var process = Start("--help");

        Assert.Contains("POST   /admin/faults", await process.StandardOutput.ReadToEndAsync());
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Assembly, .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
