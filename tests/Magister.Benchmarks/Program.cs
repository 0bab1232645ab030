using Magister.Benchmarks;
using Magister.Benchmarks.Inner;
using Magister.Benchmarks.Load;

return args switch
{
    ["bare", var port, var file] => await BareHandler.RunAsync(port, file),
    ["inner", var only] => InnerBench.Run(only),
    _ => await Bench.RunAsync(BenchSettings.Of(args)),
};
