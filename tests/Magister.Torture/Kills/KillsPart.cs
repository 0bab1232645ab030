using System.Diagnostics;
using Magister.Torture.Journal;
using Magister.Torture.Programs;
using Magister.Torture.Verdicts;

namespace Magister.Torture.Kills;

/// <summary>Magister is killed again and again while Vast fails, callers call and an operator interferes.</summary>
internal sealed class KillsPart : IAsyncDisposable
{
    public const string Name = "kills";

    private const int ReportEvery = 25;
    private const int NothingToRent = 4;
    private const int MaxBarrenLives = 8;
    private static readonly TimeSpan LastLife = TimeSpan.FromSeconds(3);

    private readonly Trial trial;
    private readonly int kills;
    private readonly Random random;
    private readonly JournalTail journal;
    private readonly Troubles troubles;
    private readonly List<Violation> violations = [];
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private int number = 5;
    private int barrenLives;

    private KillsPart(Trial trial, TortureSettings settings)
    {
        (this.trial, kills) = (trial, settings.Kills);
        random = new Random(settings.Seed);
        journal = new JournalTail(trial.JournalPath);
        troubles = new Troubles(trial, new Random(settings.Seed + 1));
    }

    public static async Task<PartReport> RunAsync(TortureSettings settings)
    {
        await using var market = await RoughMarket.BeginAsync(settings, Name, "3s");
        await using var part = new KillsPart(market, settings);
        return await part.RunAsync();
    }

    public ValueTask DisposeAsync()
    {
        journal.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<PartReport> RunAsync()
    {
        await Tenants.ComeAsync(trial.Vast);
        using var enough = new CancellationTokenSource();
        var trouble = Task.Run(() => troubles.MakeAsync(enough.Token));
        for (var done = 1; done <= kills; done++)
        {
            await LiveAndDieAsync();
            if (done % ReportEvery == 0) Console.WriteLine(Progress(done));
        }

        var magister = Begin();
        await Task.Delay(LastLife);
        await enough.CancelAsync();
        await trouble;
        await RoughMarket.CalmAsync(trial);
        return await JudgeAsync(magister);
    }

    private async Task LiveAndDieAsync()
    {
        if (random.Next(12) == 0) number = random.Next(3, 8);
        var magister = Begin();
        var rents = Count("RentIntended");
        var moment = barrenLives < MaxBarrenLives ? KillMoment.Draw(random) : KillMoment.AfterRent();
        await moment.AwaitAsync(journal, () => magister.Process.HasExited);
        if (magister.Process.HasExited) await ExplainEndAsync(magister);
        troubles.Magister = null;
        await magister.DisposeAsync();
        journal.Read();
        barrenLives = Count("RentIntended") == rents ? barrenLives + 1 : 0;
    }

    private MagisterRun Begin() => troubles.Magister = trial.Start(number);

    // By contract, an empty market at the very start, while nothing is held, ends it. Nothing else does.
    private async Task ExplainEndAsync(MagisterRun magister)
    {
        var code = await magister.Process.ExitCodeAsync(TimeSpan.FromSeconds(1));
        if (code == NothingToRent) return;
        violations.Add(new Violation(Offence.Otherwise, $"Magister ended by itself with exit code {code}: {magister.Process.Output.TrimEnd().Split('\n')[^1]}"));
    }

    private async Task<PartReport> JudgeAsync(MagisterRun magister)
    {
        journal.Read();
        var limit = trial.Times.Recovery(number, LastLife) + DestroyWait.LongestOf(journal.Facts);
        var (took, violation) = await Fleet.ComesToRestAsync(trial, magister, number, limit);
        if (violation is not null) violations.Add(violation);
        journal.Read();
        var evidence = await Evidence.GatherAsync(trial, magister, journal.Facts) with { Drops = troubles.Drops, Relabellings = troubles.Relabellings };
        Console.WriteLine($"  {TooMany.LastPlaces(evidence)} rents took the last place there was");
        Console.WriteLine($"  settled {took?.TotalSeconds:0.0} s after the last fault (limit {limit.TotalSeconds:0} s); at most {TooMany.Peak(evidence)} alive at once");
        return PartReport.Of(Name, Done(evidence), kills, evidence, violations);
    }

    private string Done(Evidence evidence)
    {
        var calls = evidence.Market.Calls.Latest;
        var inMiddle = KillsInMiddle.Count(evidence);
        return $"kill -9, {inMiddle.Rents} of them with a rent and {inMiddle.Destroys} with a destroy under way; {calls.Length} calls to Vast; "
            + $"{evidence.Market.Instances.Count(instance => instance.GoneBy == "admin")} deleted, {evidence.Relabellings.Length} relabelled by an operator; "
            + $"{evidence.Market.Instances.Count(instance => instance.IsTenant)} foreign";
    }

    private string Progress(int done) =>
        $"  {done} kills in {clock.Elapsed.TotalSeconds:0} s: {Count("RentAccepted")} rents, {Count("RentUncertain")} uncertain, {Count("RentNeverHappened")} never happened, "
        + $"{Count("Destroyed")} destroyed, {Count("Verified")} verified, {troubles.Drops.Length} drops answered";

    private int Count(string kind) => journal.Facts.Count(fact => fact.Kind == kind);
}
