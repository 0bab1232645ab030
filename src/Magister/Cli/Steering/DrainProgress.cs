using Magister.Cli.Output;
using Magister.Endpoints;
using Magister.Fleet;
using Magister.Running;
using Spectre.Console;

namespace Magister.Cli.Steering;

/// <summary>Follows a drain until nothing is left: a bar on a terminal, a line at each change elsewhere.</summary>
internal sealed class DrainProgress(DaemonClient client, Printer printer, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    // How long to wait for a daemon that is being restarted.
    private static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(30);

    /// <returns>The exit code.</returns>
    public async Task<int> FollowAsync(StatusResponse before, bool isQuiet, CancellationToken cancellation)
    {
        try
        {
            if (!isQuiet && printer.IsTerminal) return await DrawAsync(before, cancellation);
            var told = -1;
            return await FollowAsync(left =>
            {
                if (!isQuiet && left.Count != told) printer.Line(left.Text);
                told = left.Count;
            }, cancellation);
        }
        catch (OperationCanceledException)
        {
            DaemonCall.Say("no longer waiting; the daemon continues draining until magister resume");
            return ExitCode.Interrupted;
        }
    }

    private async Task<int> DrawAsync(StatusResponse before, CancellationToken cancellation)
    {
        var exitCode = await printer.Terminal.Progress().AutoClear(false).StartAsync(async drawn =>
        {
            var bar = drawn.AddTask("Destroying", maxValue: Math.Max(1, Left.Read(before).Count));
            return await FollowAsync(left => Advance(bar, left), cancellation);
        });
        if (exitCode == ExitCode.EndedAsAsked) printer.Line(Left.None);
        return exitCode;
    }

    private static void Advance(ProgressTask bar, Left left)
    {
        bar.MaxValue = Math.Max(bar.MaxValue, left.Count);
        bar.Value = bar.MaxValue - left.Count;
        bar.Description = Markup.Escape(left.Count == 0 ? "0 left" : PlainText.Clean(left.Text));
    }

    private async Task<int> FollowAsync(Action<Left> tell, CancellationToken cancellation)
    {
        var heardAt = time.GetTimestamp();
        while (true)
        {
            var answer = await client.StatusAsync(cancellation);
            if (answer is DaemonAnswer.Done done && DaemonCall.Parse(done.Body, StatusJson.Default.StatusResponse) is { } status)
            {
                heardAt = time.GetTimestamp();
                var left = Left.Read(status);
                tell(left);
                if (left.Count == 0) return ExitCode.EndedAsAsked;
                if (status.Steering.Mode is not "draining") return NotDraining(status);
            }
            else if (answer is not DaemonAnswer.NotReachable || time.GetElapsedTime(heardAt) > MaxSilence)
            {
                DaemonCall.Read(client, answer, StatusJson.Default.StatusResponse, out var exitCode);
                return exitCode;
            }

            await Task.Delay(Interval, time, cancellation);
        }
    }

    private static int NotDraining(StatusResponse status)
    {
        DaemonCall.Say($"an operator ended the drain. {SteeringText.Describe(status.Steering)}");
        return ExitCode.DaemonRefused;
    }

    private sealed record Left(int Count, string Text)
    {
        public const string None = "Every instance is gone, and nothing is rented until magister resume";

        public static Left Read(StatusResponse status)
        {
            var failing = status.Instances.Count(instance => instance.State is "destroy_failing");
            var count = status.Instances.Length + status.Rents.Length;
            var words = count == 0 ? None : $"{count} left{(failing > 0 ? $", {failing} destroys fail so far" : "")}";
            return new Left(count, words);
        }
    }
}
