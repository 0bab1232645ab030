using Magister.Torture.Programs;
using Magister.Torture.Verdicts;

namespace Magister.Torture.Disks;

/// <summary>The state directory turns read-only: before a start, and under a running Magister.</summary>
internal static class ReadOnlyPart
{
    public const string Name = "readonly";

    private const int Number = 4;
    private const string Reason = "Read-only file system";

    public static async Task<PartReport> RunAsync(TortureSettings settings)
    {
        await using var disk = await TemporaryDisk.MountAsync(Path.Combine(settings.Folder, Name, "disk"), "16m");
        await using var trial = await Trial.BeginAsync(
            settings, Name, disk.StateDirectory, "--no-limits", "--boot", "100ms-300ms", "--list-lag", "0s-500ms", "--linger", "300ms");
        var run = new DiskRun(trial, Number);
        var magister = await run.StartAsync();
        magister = await StartReadOnlyAsync(disk, trial, run, magister);
        var skipped = await RunReadOnlyAsync(trial, run, magister);
        await run.DropAsync(magister);
        magister = await StartReadOnlyAsync(disk, trial, run, magister);
        var done = $"a start on a read-only file system, twice{(skipped is null ? "; 6 s of writes that fail under a running one" : "")}";
        return await run.ReportAsync(Name, done, magister) with { Skipped = skipped };
    }

    private static async Task<MagisterRun> StartReadOnlyAsync(TemporaryDisk disk, Trial trial, DiskRun run, MagisterRun magister)
    {
        await run.KillAsync(magister);
        await disk.RemountAsync("ro");
        var before = await Fleet.IdsAsync(trial);
        run.Violations.AddRange(await RefusedStart.TryAsync(trial, Number, Reason));
        if (!before.SetEquals(await Fleet.IdsAsync(trial)))
        {
            run.Violations.Add(new Violation(Offence.Otherwise, "A start on a read-only state directory rented or destroyed something."));
        }

        await disk.RemountAsync("rw");
        return await run.StartAsync();
    }

    private static async Task<string?> RunReadOnlyAsync(Trial trial, DiskRun run, MagisterRun magister)
    {
        var speechless = new Speechless(trial, magister, Reason);
        try
        {
            await using (await FailingWrites.BeginAsync(magister.Process.Id, trial.JournalPath, trial.Folder))
            {
                await speechless.NoticeAsync();
                await speechless.BearAsync(TimeSpan.FromSeconds(6));
                await speechless.CompareAsync();
            }
        }
        catch (NotAllowedException notAllowed)
        {
            return $"writes that fail under a running one: {notAllowed.Message}";
        }

        await speechless.RecoverAsync();
        run.Violations.AddRange(speechless.Violations);
        await run.SettleAsync(magister);
        return null;
    }
}
