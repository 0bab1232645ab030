using Magister.Torture;
using Magister.Torture.Clocks;
using Magister.Torture.Disks;
using Magister.Torture.Kills;
using Magister.Torture.Pairs;
using Magister.Torture.Verdicts;

// The two published programs against each other, as processes over HTTP, while everything goes wrong around Magister. The market's records
// decide in the end.
var settings = TortureSettings.FromEnvironment();
Console.WriteLine($"Seed {settings.Seed} (SEED={settings.Seed} draws the same again); logs and journals: {settings.Folder}");
(string Name, Func<TortureSettings, Task<PartReport>> Run)[] parts =
[
    (KillsPart.Name, KillsPart.RunAsync),
    (FullDiskPart.Name, FullDiskPart.RunAsync),
    (ReadOnlyPart.Name, ReadOnlyPart.RunAsync),
    (ClockPart.Name, ClockPart.RunAsync),
    (PairPart.Name, PairPart.RunAsync),
];
var reports = new List<PartReport>();
foreach (var (name, run) in parts.Where(part => settings.Parts.IsEmpty || settings.Parts.Contains(part.Name)))
{
    Console.WriteLine($"{name}:");
    reports.Add(await PartRun.GuardAsync(name, run, settings));
}

return ResultTable.Print(reports, settings);
