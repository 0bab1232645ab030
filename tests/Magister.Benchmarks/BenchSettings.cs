using System.Globalization;

namespace Magister.Benchmarks;

/// <summary>A program that is measured.</summary>
/// <param name="Name">Its name in the tables: a commit.</param>
/// <param name="Program">Its path.</param>
internal sealed record Subject(string Name, string Program);

/// <summary>What is measured, and for how long.</summary>
/// <param name="Only">A part of the names of the wanted rows; empty for all.</param>
/// <param name="Runs">How often each row is measured, unless it specifies that itself.</param>
/// <param name="Time">How long one run of wrk takes.</param>
/// <param name="Base">The program to compare with; null for the references.</param>
internal sealed record BenchSettings(string Only, int Runs, TimeSpan Time, Subject? Base)
{
    private const int RunsByDefault = 3;
    private const int SecondsByDefault = 5;

    /// <param name="arguments">
    /// Each <c>name=value</c>: <c>only</c>, <c>runs</c>, <c>seconds</c>, <c>base</c>, <c>base_program</c>. An empty value counts as none.
    /// </param>
    public static BenchSettings Of(IEnumerable<string> arguments)
    {
        var given = arguments.Select(argument => argument.Split('=', 2)).Where(pair => pair is [_, { Length: > 0 }])
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return new BenchSettings(
            given.GetValueOrDefault("only", ""),
            Number(given, "runs", RunsByDefault),
            TimeSpan.FromSeconds(Number(given, "seconds", SecondsByDefault)),
            given.TryGetValue("base_program", out var program) ? new Subject(given["base"], program) : null);
    }

    public bool Wants(string row) => row.Contains(Only, StringComparison.OrdinalIgnoreCase);

    private static int Number(Dictionary<string, string> given, string name, int byDefault) =>
        given.TryGetValue(name, out var text) ? Math.Max(1, int.Parse(text, CultureInfo.InvariantCulture)) : byDefault;
}
