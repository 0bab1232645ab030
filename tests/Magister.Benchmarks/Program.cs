using Magister.Benchmarks;

// Each figure of the daemon's promises, measured on the real program against the simulator. The program is the one that MAGISTER_PROGRAM
// names, else the plain build beside this one.
Console.WriteLine($"{"what",-66} {"measured",14} {"limit",12}");
var met = true;
foreach (var measurement in Measurements.All)
{
    foreach (var figure in await measurement())
    {
        Console.WriteLine($"{figure.What,-66} {figure.Measured,14} {figure.Limit,12} {(figure.IsMet ? "met" : "NOT MET")}");
        met &= figure.IsMet;
    }
}

return met ? 0 : 1;
