using System.Collections.Immutable;
using Magister.Cli.Output;
using Magister.Endpoints;
using Magister.Running;
using Spectre.Console;

namespace Magister.Cli.Steering;

/// <summary>Shows the status again every second, until interrupted. It waits for a daemon that goes away.</summary>
internal sealed class StatusWatch(DaemonClient client, Printer printer, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private const string WrapOff = "\e[?7l";
    private const string WrapOn = "\e[?7h";

    private StatusResponse? last;

    public async Task<int> RunAsync(DaemonAnswer first, bool json, CancellationToken cancellation)
    {
        try
        {
            if (json) await FollowAsync(first, PrintJson, cancellation);
            else if (printer.IsTerminal) await DrawAsync(first, cancellation);
            else await FollowAsync(first, PrintText, cancellation);
        }
        catch (OperationCanceledException)
        {
            // This is how a watch ends.
        }

        return ExitCode.EndedAsAsked;
    }

    private async Task DrawAsync(DaemonAnswer first, CancellationToken cancellation)
    {
        // A line longer than the terminal would take two, and the next page, drawn over the previous one, would begin too low.
        if (printer.IsWide) printer.Terminal.Write(new ControlCode(WrapOff));
        try
        {
            await printer.Terminal
                .Live(TerminalPage.Compose(Page(first), printer.Terminal))
                .AutoClear(false)
                .StartAsync(drawn => FollowAsync(first, answer => drawn.UpdateTarget(TerminalPage.Compose(Page(answer), printer.Terminal)), cancellation));
        }
        finally
        {
            if (printer.IsWide) printer.Terminal.Write(new ControlCode(WrapOn));
        }
    }

    private async Task FollowAsync(DaemonAnswer first, Action<DaemonAnswer> show, CancellationToken cancellation)
    {
        for (var answer = first; ; answer = await client.StatusAsync(cancellation))
        {
            show(answer);
            await Task.Delay(Interval, time, cancellation);
        }
    }

    private ImmutableArray<PagePart> Page(DaemonAnswer answer)
    {
        var status = answer is DaemonAnswer.Done done ? DaemonCall.Parse(done.Body, StatusJson.Default.StatusResponse) : null;
        last = status ?? last;
        ImmutableArray<PagePart> page = last is null ? [] : StatusPage.Compose(last);
        var line = status is not null
            ? $"{client.Address} at {Figures.Moment(status.Now)}; Ctrl-C ends this"
            : $"As it was{(last is null ? "" : $" at {Figures.Moment(last.Now)}")}: {DaemonCall.Text(client, answer)}";
        return page.Insert(0, new PagePart.Line(line));
    }

    private void PrintText(DaemonAnswer answer)
    {
        printer.Page(Page(answer));
        printer.Line();
    }

    private static void PrintJson(DaemonAnswer answer)
    {
        if (answer is DaemonAnswer.Done) DaemonCall.PrintJson(answer);
    }
}
