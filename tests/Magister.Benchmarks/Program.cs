using Magister.Benchmarks;
using Magister.Benchmarks.Load;

return args switch
{
    ["bare", var port, var file] => await BareHandler.RunAsync(port, file),
    _ => await Bench.RunAsync(BenchSettings.Of(args)),
};
