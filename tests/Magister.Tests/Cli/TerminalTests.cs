using Magister.Simulator.Faults;
using Magister.Simulator.Http;
using Magister.Simulator.Market;
using Magister.Tests.EndToEnd;

namespace Magister.Tests.Cli;

/// <summary>What differs on a terminal: tables, confirmations, the watch.</summary>
public sealed class TerminalTests() : SettledFleetTests(2)
{
    [TerminalFact]
    public async Task Status_IsATable_InWhichBracketsAreBrackets()
    {
        await magister.DropAsync(world.Ours().First().OfferId!.Value, "[red]slow[/]");
        world.Vast.Desk.Options = world.Vast.Desk.Options with { Down = Downtime.Unavailable };
        await using var terminal = PseudoTerminal.Start(world, "status");

        Assert.Equal(0, await terminal.ExitCodeAsync());
        Assert.Contains("│ instance │", terminal.Screen, StringComparison.Ordinal);
        Assert.Contains("[red]slow[/]", terminal.Screen, StringComparison.Ordinal);
        Assert.Contains($"│ {world.Ours().Last().InstanceId} │", terminal.Screen, StringComparison.Ordinal);
    }

    [TerminalFact]
    public async Task Status_OnANarrowTerminal_ShowsIdsWhole_AndWide_EveryColumn()
    {
        await using var narrow = PseudoTerminal.Start(world, "status", columns: 80, rows: 24);
        Assert.Equal(0, await narrow.ExitCodeAsync());
        Assert.Contains($"│ {world.Ours().Last().InstanceId} │", narrow.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("…", narrow.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain(" host │", narrow.Screen, StringComparison.Ordinal);

        await using var wide = PseudoTerminal.Start(world, "status -o wide", columns: 80, rows: 24);
        Assert.Equal(0, await wide.ExitCodeAsync());
        Assert.Contains(" host │", wide.Screen, StringComparison.Ordinal);
    }

    [TerminalFact]
    public async Task Help_OnANarrowTerminal_FitsIt()
    {
        foreach (var command in new[] { "--help", "status --help", "costs --help", "check --help" })
        {
            await using var narrow = PseudoTerminal.Start(world, command, columns: 80, rows: 24);
            Assert.Equal(0, await narrow.ExitCodeAsync());
            Assert.All(narrow.Screen.Split('\n'), line => Assert.InRange(line.Replace("\u001b[?1h\u001b=", "", StringComparison.Ordinal).TrimEnd().Length, 0, 80));
        }
    }

    [TerminalFact]
    public async Task Watch_ShowsWhatChanges_OutlivesTheDaemon_AndEndsWithCtrlC()
    {
        await using var terminal = PseudoTerminal.Start(world, "status --watch");
        await terminal.ShowsAsync("2 alive, 2 verified");

        Assert.Equal(0, (await world.RunAsync("scale 3")).Code);
        await terminal.ShowsAsync("3 alive, 3 verified");
        await magister.KillAsync();
        await terminal.ShowsAsync("As it was at");
        await terminal.TypeAsync(PseudoTerminal.CtrlC);

        Assert.Equal(0, await terminal.ExitCodeAsync());
        Assert.EndsWith("\u001b[?25h", terminal.Screen.TrimEnd(), StringComparison.Ordinal);
    }

    [TerminalFact]
    public async Task Drain_AsksAndTakesNoForAnAnswer()
    {
        await using var terminal = PseudoTerminal.Start(world, "drain");
        await terminal.ShowsAsync("and rent nothing until magister resume? [y/N]");
        Assert.Contains("Destroy 2 instances (", terminal.Screen, StringComparison.Ordinal);
        await terminal.TypeAsync("n" + PseudoTerminal.Enter);

        Assert.Equal(9, await terminal.ExitCodeAsync());
        Assert.Equal(2, world.Ours().Count());
    }

    [TerminalFact]
    public async Task Drain_InterruptedAtTheQuestion_ChangesNothing()
    {
        await using var terminal = PseudoTerminal.Start(world, "drain");
        await terminal.ShowsAsync("[y/N]");
        await terminal.TypeAsync(PseudoTerminal.CtrlC);

        Assert.Equal(130, await terminal.ExitCodeAsync());
        Assert.Equal(2, world.Ours().Count());
    }

    [TerminalFact]
    public async Task Drain_Confirmed_ShowsABarUntilNothingIsLeft()
    {
        await using var terminal = PseudoTerminal.Start(world, "drain");
        await terminal.ShowsAsync("[y/N]");
        await terminal.TypeAsync("y" + PseudoTerminal.Enter);

        Assert.Equal(0, await terminal.ExitCodeAsync());
        Assert.Contains("100%", terminal.Screen, StringComparison.Ordinal);
        Assert.Contains("Every instance is gone", terminal.Screen, StringComparison.Ordinal);
        Assert.Empty(world.Ours());
    }

    [TerminalFact]
    public async Task Drain_InterruptedOnItsWay_GoesOnInTheDaemon()
    {
        world.Vast.Faults.Add([new FaultRule(FaultKind.Unavailable) { Endpoint = VastEndpoint.Destroy }]);
        await using var terminal = PseudoTerminal.Start(world, "drain --yes");
        await terminal.ShowsAsync("2 left");
        await terminal.TypeAsync(PseudoTerminal.CtrlC);

        Assert.Equal(130, await terminal.ExitCodeAsync());
        Assert.Contains("the daemon continues draining", terminal.Screen, StringComparison.Ordinal);
        world.Vast.Faults.Clear();
        await Eventually.IsTrueAsync("nothing is left", () => !world.Ours().Any());
    }

    [TerminalFact]
    public async Task Scale_ToFarMore_AsksFirst()
    {
        await using var no = PseudoTerminal.Start(world, "scale 100");
        await no.ShowsAsync("Scale from 2 to 100 instances? That is more than twice as many; the fleet would then cost about");
        await no.ShowsAsync("[y/N]");
        await no.TypeAsync(PseudoTerminal.Enter);

        Assert.Equal(9, await no.ExitCodeAsync());
        Assert.Equal(2, (await world.RunAsync("status --json")).Json.GetProperty("steering").GetProperty("number_instances").GetInt32());
    }
}
