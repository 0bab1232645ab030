namespace Magister.Torture.Verdicts;

/// <summary>One row per part, followed by every violation in a sentence.</summary>
internal static class ResultTable
{
    /// <returns>The program's exit code.</returns>
    public static int Print(IReadOnlyCollection<PartReport> reports, TortureSettings settings)
    {
        Console.WriteLine();
        Row("part", "kills", "rents", "drops", "verifies", "destroys", "lost", "too many", "foreign", "forgotten", "other", "verdict", "what was done");
        foreach (var report in reports) Print(report);
        foreach (var (report, violation) in reports.SelectMany(report => report.Violations.Select(violation => (report, violation))))
        {
            Console.WriteLine($"{report.Name}: {violation.Sentence}");
        }

        Console.WriteLine($"Seed {settings.Seed}; logs and journals: {settings.Folder}");
        var isFailed = reports.Any(report => !report.Violations.IsEmpty);
        var isIncomplete = !settings.MaySkip && reports.Any(report => report.Skipped is not null);
        if (isIncomplete) Console.WriteLine("Parts were skipped; MAY_SKIP=1 lets that pass.");
        return isFailed || isIncomplete ? 1 : 0;
    }

    private static void Print(PartReport report) => Row(
        report.Name, report.Kills, report.Rents, report.Drops, report.Verifies, report.Destroys, report.Count(Offence.Lost),
        report.Count(Offence.TooMany), report.Count(Offence.ForeignTouched), report.Count(Offence.Forgotten), report.Count(Offence.Otherwise),
        report.Violations.IsEmpty ? report.Skipped is null ? "met" : "skipped" : "NOT MET", report.Skipped ?? report.Done);

    private static void Row(params object[] cells)
    {
        var figures = string.Concat(cells[1..^1].Select(cell => $"{cell,10}"));
        Console.WriteLine($"{cells[0],-10}{figures}  {cells[^1]}");
    }
}
