using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Magister.Postgres;
using Magister.Tests.EndToEnd;
using Magister.Torture.Kills;
using Magister.Torture.Programs;
using Magister.Torture.Verdicts;

namespace Magister.Torture.Pairs;

/// <summary>
/// Two Magisters share a fleet through PostgreSQL, behind HAProxy: the leader, the follower and the database are killed in turn, and the
/// leader is frozen for longer than its lease, while Vast fails, callers call and an operator interferes.
/// </summary>
internal sealed class PairPart : IAsyncDisposable
{
    public const string Name = "pair";

    private const int Number = 5;
    private const int LeaseSeconds = 2;
    private const int ReportEvery = 25;
    private const int MaxBarren = 8;
    private static readonly TimeSpan LongLife = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LastLife = TimeSpan.FromSeconds(3);

    private readonly Trial trial;
    private readonly int deaths;
    private readonly Random random;
    private readonly PostgresServer server;
    private readonly DatabaseTail journal;
    private readonly MagisterRun callers;
    private readonly ImmutableArray<PairNode> nodes;
    private readonly Troubles troubles;
    private readonly List<Violation> violations = [];
    private readonly SortedDictionary<string, int> died = [];
    private int rentsBefore;
    private int barren;
    private readonly Stopwatch clock = Stopwatch.StartNew();

    private PairPart(Trial trial, TortureSettings settings, PostgresServer server)
    {
        (this.trial, deaths, this.server) = (trial, settings.Kills, server);
        random = new Random(settings.Seed + 2);
        journal = new DatabaseTail(server);
        var port = FreePort.Find();
        var shared = ImmutableDictionary<string, string>.Empty
            .Add("JOURNAL", server.Address()).Add("LEADER_LEASE_SECS", $"{LeaseSeconds}").Add("THIS_MAGISTER_ADDR", $"http://127.0.0.1:{port}");
        nodes = [new PairNode(trial, "first", Number, shared), new PairNode(trial, "second", Number, shared)];
        callers = new MagisterRun(Balance(trial.Folder, port, nodes), port);
        troubles = new Troubles(trial, new Random(settings.Seed + 1)) { Magister = callers };
    }

    public static async Task<PartReport> RunAsync(TortureSettings settings)
    {
        if (!PostgresServer.IsHere) throw new NotAllowedException("no PostgreSQL can be started here");
        if ((await ProgramProcess.RunAsync("haproxy", "-v")).Code == 127) throw new NotAllowedException("haproxy is not installed here");
        using var database = new PostgresServer();
        await using var market = await RoughMarket.BeginAsync(settings, Name, "12s");
        await using var part = new PairPart(market, settings, database);
        return await part.RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes) await node.DisposeAsync();
        await callers.DisposeAsync();
    }

    private static ProgramProcess Balance(string folder, int port, ImmutableArray<PairNode> behind)
    {
        var file = Path.Combine(folder, "haproxy.cfg");
        var text = File.ReadAllText("docs/deployment/high-availability/haproxy.cfg").Replace("bind :8555", $"bind 127.0.0.1:{port}", StringComparison.Ordinal);
        foreach (var (name, node) in new[] { "magister-1:8555", "magister-2:8555" }.Zip(behind)) text = text.Replace(name, $"127.0.0.1:{node.Port}", StringComparison.Ordinal);
        File.WriteAllText(file, text);
        return ProgramProcess.Start("haproxy", ["-f", file], ImmutableDictionary<string, string>.Empty, folder, Path.Combine(folder, "haproxy.log"));
    }

    private async Task<PartReport> RunAsync()
    {
        await Tenants.ComeAsync(trial.Vast);
        foreach (var node in nodes) node.Start();
        using var enough = new CancellationTokenSource();
        var trouble = Task.Run(() => troubles.MakeAsync(enough.Token));
        var reading = Task.Run(() => ReadAsync(enough.Token));
        for (var done = 1; done <= deaths; done++)
        {
            await Task.Delay(random.Next(200, 4000));
            await LetRentAsync();
            await DieAsync(done);
            if (done % ReportEvery == 0) Console.WriteLine(Progress(done));
        }

        foreach (var node in nodes.Where(node => node.Run is null)) node.Start();
        await Task.Delay(LastLife);
        await enough.CancelAsync();
        await trouble;
        await reading;
        await RoughMarket.CalmAsync(trial);
        return await JudgeAsync();
    }

    private async Task ReadAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            journal.Read();
            await Task.Delay(Glance, CancellationToken.None);
        }
    }

    // While nothing of the fleet is listed, three lists 5 seconds apart settle what is uncertain: if the lead changes sooner every time, nothing
    // is ever rented again, and nothing more would be tested.
    private async Task LetRentAsync()
    {
        var rents = Count("RentIntended");
        barren = rents == rentsBefore ? barren + 1 : 0;
        rentsBefore = rents;
        if (barren < MaxBarren) return;
        await Waiting.UntilAsync(() => Task.FromResult(Count("RentIntended") > rents), LongLife);
        barren = 0;
    }

    private async Task DieAsync(int ordinal)
    {
        var leader = await LeaderAsync();
        switch (ordinal % 4)
        {
            case 0: await RestartAsync("leader", leader); break;
            case 1: await RestartAsync("follower", nodes.First(node => node != leader)); break;
            case 2: await FreezeAsync(leader); break;
            default: await StopDatabaseAsync(); break;
        }
    }

    // If none leads at the moment, any of them will do.
    private async Task<PairNode> LeaderAsync()
    {
        foreach (var node in nodes)
        {
            if (await node.LeadsAsync()) return node;
        }

        return nodes[random.Next(nodes.Length)];
    }

    private async Task RestartAsync(string what, PairNode node)
    {
        Died(what);
        await node.KillAsync();
        await Task.Delay(random.Next(0, LeaseSeconds * 2000));
        node.Start();
    }

    private async Task FreezeAsync(PairNode leader)
    {
        Died("frozen leader");
        if (leader.Run is not { } run) return;
        await run.Process.SignalAsync("STOP");
        await Task.Delay(random.Next(LeaseSeconds * 500, LeaseSeconds * 3000));
        await run.Process.SignalAsync("CONT");
    }

    private async Task StopDatabaseAsync()
    {
        Died("database");
        server.Stop();
        await Task.Delay(random.Next(0, LeaseSeconds * 2000));
        server.Start();
    }

    private void Died(string what) => died[what] = died.GetValueOrDefault(what) + 1;

    private async Task<PartReport> JudgeAsync()
    {
        journal.Read();
        foreach (var node in nodes.Where(node => node.Run is not { Process.HasExited: false })) violations.Add(new Violation(Offence.Otherwise, $"The {node.Name} Magister ended by itself."));
        var limit = trial.Times.Recovery(Number, LastLife) + DestroyWait.LongestOf(journal.Facts) + TimeSpan.FromSeconds(2 * LeaseSeconds);
        var (took, violation) = await Fleet.ComesToRestAsync(trial, callers, Number, limit);
        if (violation is not null) violations.Add(violation);
        journal.Read();
        var evidence = await Evidence.GatherAsync(trial, callers, journal.Facts) with { Drops = troubles.Drops, Relabellings = troubles.Relabellings };
        Console.WriteLine($"  settled {took?.TotalSeconds:0.0} s after the last fault (limit {limit.TotalSeconds:0} s); at most {TooMany.Peak(evidence)} alive at once");
        var each = string.Join(", ", died.Select(death => string.Create(CultureInfo.InvariantCulture, $"{death.Key} {death.Value}")));
        return PartReport.Of(Name, $"deaths in turn ({each}); {Count("Started")} leads; {evidence.Market.Calls.Latest.Length} calls to Vast", deaths, evidence, violations);
    }

    private string Progress(int done) =>
        $"  {done} deaths in {clock.Elapsed.TotalSeconds:0} s: {Count("RentAccepted")} rents, {Count("RentUncertain")} uncertain, {Count("Destroyed")} destroyed, "
        + $"{Count("Verified")} verified, {Count("Started")} leads, {troubles.Drops.Length} drops answered";

    private int Count(string kind) => journal.Facts.Count(fact => fact.Kind == kind);
}
