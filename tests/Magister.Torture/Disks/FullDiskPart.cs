using Magister.Torture.Verdicts;

namespace Magister.Torture.Disks;

/// <summary>The disk is full: while Magister runs, when it is killed, and when it starts.</summary>
internal static class FullDiskPart
{
    public const string Name = "full";

    private const int Number = 4;
    private const int Rounds = 5;
    private const string Reason = "No space left on device";

    public static async Task<PartReport> RunAsync(TortureSettings settings)
    {
        await using var disk = await TemporaryDisk.MountAsync(Path.Combine(settings.Folder, Name, "disk"), "1m");
        await using var trial = await Trial.BeginAsync(
            settings, Name, disk.StateDirectory, "--no-limits", "--boot", "100ms-300ms", "--list-lag", "0s-500ms", "--linger", "300ms");
        var run = new DiskRun(trial, Number);
        var magister = await run.StartAsync();
        var speechless = new Speechless(trial, magister, Reason);
        disk.Fill();
        await speechless.NoticeAsync();
        await speechless.BearAsync(TimeSpan.FromSeconds(6));
        await speechless.CompareAsync();
        disk.Free();
        await speechless.RecoverAsync();
        run.Violations.AddRange(speechless.Violations);
        await run.SettleAsync(magister);
        for (var round = 0; round < Rounds; round++) magister = await KillWhileFullAsync(disk, trial, run, magister, round);
        return await run.ReportAsync(Name, $"1 MiB filled to the last byte: for 6 s, then {Rounds} times with a kill and a start while full", magister);
    }

    private static async Task<Programs.MagisterRun> KillWhileFullAsync(TemporaryDisk disk, Trial trial, DiskRun run, Programs.MagisterRun magister, int round)
    {
        var speechless = new Speechless(trial, magister, Reason);
        await run.DropAsync(magister);
        disk.Fill();
        if (round % 2 == 0) await speechless.NoticeAsync();
        await run.KillAsync(magister);
        await speechless.CompareAsync();
        run.Violations.AddRange(speechless.Violations);
        run.Violations.AddRange(await RefusedStart.TryAsync(trial, Number, Reason));
        disk.Free();
        return await run.StartAsync();
    }
}
