namespace Magister.Benchmarks.Reporting;

/// <summary>The text above a table.</summary>
internal static class Heading
{
    public static string Of(Surroundings what) => $"""
        {what.Program}; measured with the benchmarks of {what.Commit[..Math.Min(12, what.Commit.Length)]}{(what.IsDirty ? " and changes that are in no commit" : "")}, {what.Date} UTC.
        {what.Cores} × {what.Cpu}, {what.MemoryGib} GiB, load {what.Load} at the beginning, {what.Kernel}; {what.DotNet}, {what.Nginx}, {what.Wrk}.

        """;
}
