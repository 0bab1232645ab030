using Magister.Simulator;
using Magister.Simulator.Settings;

const int WrongArguments = 2;
const int PortTaken = 5;

var line = CommandLine.Parse(args);
if (line.Help)
{
    Console.Write(CommandLine.Usage());
    return 0;
}

if (line.Problem is { } problem)
{
    await Console.Error.WriteLineAsync($"vast-simulator: {problem}");
    return WrongArguments;
}

await using var printer = new EventPrinter(Console.Out, colour: !Console.IsOutputRedirected);
try
{
    await using var host = await SimulatorHost.StartAsync(line.Quiet ? line.Options : line.Options with { Observer = printer.Print });
    Console.WriteLine($"vast-simulator listens on {host.BaseAddress} with seed {line.Options.Seed}; see {host.BaseAddress}admin/state{Hierophant(host)}");
    await host.WaitForShutdownAsync();
    return 0;
}
catch (IOException taken)
{
    await Console.Error.WriteLineAsync($"vast-simulator: cannot listen on {line.Options.Listen}:{line.Options.Port}: {taken.Message}");
    return PortTaken;
}

static string Hierophant(SimulatorHost host) => host.HierophantAddress is { } address ? $"; Hierophant answers at {address}contemplants" : "";
