using System.Diagnostics;
using System.Net;
using Magister.Telemetry;

namespace Magister.Tests.EndToEnd;

/// <summary>A flood of connections, or a machine that grants too little.</summary>
public sealed class LimitsTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(255)]
    public async Task FewFileHandles_AreSaidInALine(int handles)
    {
        await using var world = await World.CreateAsync();
        var program = Environment.GetEnvironmentVariable(MagisterProcess.ProgramVariable) ?? Path.Combine(AppContext.BaseDirectory, "magister");
        var start = new ProcessStartInfo("bash", ["-c", $"ulimit -n {handles}; exec {program}"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = world.WorkingDirectory,
        };
        foreach (var (name, value) in world.Environment(1)) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (error, output) = (process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal($"magister: only {handles} files may be open at once, but 256 are needed; raise the limit (ulimit -n, LimitNOFILE=, --ulimit nofile=)\n", await error);
        Assert.Equal(("", 1), (await output, process.ExitCode));
    }

    [Fact]
    public async Task UnknownIds_FromAnybody_DoNotFillTheLog()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1, ("LOG_LEVEL", "info"));
        await world.SettlesAsync(magister, 1);
        for (var id = 1_000_000_000L; id < 1_000_000_300; id++)
        {
            await magister.GetAsync($"verify/{id}");
            await magister.GetAsync($"verify/{ulong.MaxValue - (ulong)id}");
            Assert.Equal(HttpStatusCode.BadRequest, (await magister.DropAsync(id, "so")).Status);
            await magister.GetAsync("verify/none");
        }

        await magister.TerminateAsync();
        Assert.Equal(2 * SparseLog.First, magister.Output.Split('\n').Count(line => line.Contains("A Contemplant verified", StringComparison.Ordinal) || line.Contains("A drop of", StringComparison.Ordinal)));
        Assert.InRange(magister.Output.Split('\n').Length, 5, 60);
    }
}
