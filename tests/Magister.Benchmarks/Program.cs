using System.Runtime.InteropServices;
using Magister.Benchmarks;
using Magister.Benchmarks.Inner;
using Magister.Benchmarks.Load;

// The simulators in this process receive Ctrl-C too, and would keep it to themselves.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Environment.Exit(130));
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Environment.Exit(143));

return args switch
{
    ["bare", var port, var file] => await BareHandler.RunAsync(port, file),
    ["load", var magister, var bare, var seconds] => await CallerProcess.RunAsync(magister, bare, seconds),
    ["inner", var only] => InnerBench.Run(only),
    _ => await Bench.RunAsync(BenchSettings.Of(args)),
};
