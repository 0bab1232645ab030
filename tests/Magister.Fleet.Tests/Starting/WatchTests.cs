using System.Globalization;
using Magister.Fleet.Facts;
using Magister.Fleet.Signing;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Starting;

/// <summary>The watch restarts a Contemplant that has ended, and reports it.</summary>
public sealed class WatchTests
{
    private static readonly EndpointSecret Secret = new("0123456789abcdef0123");

    [ShellFact("tmux")]
    public Task Contemplant_UnderDashWithPython_IsStartedAnewAndReported() => IsStartedAnewAsync("dash", python: true);

    [ShellFact("tmux")]
    public Task Contemplant_UnderBashWithPython_IsStartedAnewAndReported() => IsStartedAnewAsync("bash", python: true);

    [ShellFact("tmux")]
    public Task Contemplant_UnderDashWithoutPython_IsStartedAnewAndReported() => IsStartedAnewAsync("dash", python: false);

    [ShellFact("tmux")]
    public Task Contemplant_UnderBashWithoutPython_IsStartedAnewAndReported() => IsStartedAnewAsync("bash", python: false);

    [ShellFact("tmux")]
    public async Task Contemplant_ThatEndsAtOnce_IsSeenByItsOutput()
    {
        using var instance = new WatchedInstance("");
        instance.Start("dash", instance.Settings());
        await instance.HearsAsync("POST /pulse/7?state=down&every=1&restarts=1 up\nlast words");
    }

    [ShellFact("tmux")]
    public async Task Contemplant_ThatNeverAppears_IsStartedAnewAfterItsTime()
    {
        using var instance = new WatchedInstance();
        await File.WriteAllTextAsync(Path.Combine(instance.Folder, "never"), "");
        instance.Start("dash", instance.Settings());
        await instance.HearsAsync("GET /pulse/7?state=starting&every=1&restarts=1");
    }

    [ShellFact("tmux")]
    public async Task Contemplant_ThatLives_IsLeftAlone()
    {
        using var instance = new WatchedInstance("sleep 600");
        instance.Start("dash", instance.Settings() with { Secret = Secret });
        await instance.UntilAsync(() => instance.Requests.Count(request => request.Contains("state=working", StringComparison.Ordinal)) >= 4);
        Assert.Equal(1, instance.Starts);
        Assert.All(instance.Requests, request => Assert.StartsWith($"GET /pulse/7?sig={Secret.PulseSignatureOf(7)}&state=", request, StringComparison.Ordinal));
    }

    [ShellFact("tmux")]
    public async Task Values_WithAWatch_ReachTheEntrypointExactly()
    {
        using var instance = new WatchedInstance();
        instance.Start("dash", instance.Settings());
        await instance.UntilAsync(() => instance.Starts > 0);
        var environment = (await File.ReadAllTextAsync(Path.Combine(instance.Folder, "environment"))).Split('\0');
        Assert.Contains("CONTEMPLANT_NAME=it's \"$me\" `id`\n\\", environment);
        Assert.Contains("CONTAINER_API_KEY=key", environment);
    }

    [ShellFact("tmux")]
    public Task Contemplant_WhoseMagisterIsAway_IsStartedAnew() => IsStartedAnewAtAsync("http://127.0.0.1:1", python: true);

    [ShellFact("tmux")]
    public Task Contemplant_WhoseMagisterHasNoAddress_IsStartedAnew() => IsStartedAnewAtAsync("http://magister.invalid:80", python: true);

    [ShellFact("tmux")]
    public Task Contemplant_WhoseMagisterHasNoAddressAndWithoutPython_IsStartedAnew() => IsStartedAnewAtAsync("http://magister.invalid:80", python: false);

    [OwnHostsFact]
    public Task Contemplant_WhoseMagistersNameStopsResolving_IsStartedAnewAndReportedLater() => OutlivesALostNameAsync(python: true);

    [OwnHostsFact]
    public Task Contemplant_WhoseMagistersNameStopsResolvingAndWithoutPython_IsStartedAnewAndReportedLater() => OutlivesALostNameAsync(python: false);

    [ShellFact("tmux")]
    public Task Contemplant_WhoseMagisterHangs_IsStartedAnewAndReported() => IsStartedAnewBesideAHangAsync(python: true);

    [ShellFact("tmux")]
    public Task Contemplant_WhoseMagisterHangsAndWithoutPython_IsStartedAnewAndReported() => IsStartedAnewBesideAHangAsync(python: false);

    [ShellFact("tmux")]
    public async Task Contemplant_WhoseMagisterSignedItsOwnCertificate_IsStartedAnew_AndTellsItNothing()
    {
        using var magister = new SilentMagister(tls: true);
        using var instance = new WatchedInstance();
        instance.Start("dash", instance.Settings(magister.Address));
        await instance.UntilAsync(() => instance.Starts >= 2 && magister.Connections >= 2);
        Assert.Equal(0, magister.Requests);
    }

    [ShellFact("tmux")]
    public async Task Instance_WhoseMagisterSignedItsOwnCertificate_IsAbandoned()
    {
        using var magister = new SilentMagister(tls: true);
        using var instance = new WatchedInstance("sleep 600");
        instance.Start("dash", instance.Settings(magister.Address) with { AbandonedAfter = TimeSpan.FromSeconds(3) });
        await instance.HearsAsync("DELETE /api/v0/instances/123/  Bearer key");
    }

    [ShellFact("tmux")]
    public Task Contemplant_WhoseMagisterSpeaksNoTls_IsStartedAnew() => IsStartedAnewAtAsync("https://127.0.0.1", python: true);

    [ShellFact("tmux")]
    public Task Contemplant_WhoseMagisterSpeaksTlsAndWithoutPython_IsStartedAnew() => IsStartedAnewAtAsync("https://127.0.0.1:1", python: false);

    [ShellFact("tmux")]
    public async Task Instance_ThatNoMagisterKnows_DestroysItself()
    {
        using var instance = new WatchedInstance("sleep 600", status: 410);
        instance.Start("dash", instance.Settings() with { AbandonedAfter = TimeSpan.FromSeconds(3) });
        await instance.HearsAsync("DELETE /api/v0/instances/123/  Bearer key");
    }

    [ShellFact("tmux")]
    public async Task Instance_ThatAnyMagisterAnswers_DoesNotDestroyItself()
    {
        using var instance = new WatchedInstance("sleep 600", status: 500);
        instance.Start("bash", instance.Settings() with { AbandonedAfter = TimeSpan.FromSeconds(4) });
        await instance.UntilAsync(() => instance.Requests.Count >= 8);
        Assert.DoesNotContain(instance.Requests, request => request.StartsWith("DELETE", StringComparison.Ordinal));
        Assert.DoesNotContain(instance.Requests, request => request.Contains("Bearer", StringComparison.Ordinal));
    }

    [ShellFact("tmux")]
    public async Task Instance_WhoseContainerRestarts_CountsFromTheLastAnswerBefore()
    {
        using var instance = new WatchedInstance("sleep 600");
        var settings = instance.Settings() with { AbandonedAfter = TimeSpan.FromHours(1) };
        var answered = Path.Combine(instance.Folder, ".magister");
        instance.Start("dash", settings);
        await instance.HearsAsync("GET /pulse/7?state=working");
        await instance.UntilAsync(() => File.Exists(answered));
        instance.Stop();
        File.SetLastWriteTimeUtc(answered, DateTime.UnixEpoch);
        instance.Status = 410;
        instance.Start("dash", settings);
        await instance.HearsAsync("DELETE /api/v0/instances/123/  Bearer key");
    }

    [ShellFact("dash")]
    public async Task Contemplant_ThatEndsAgainAndAgain_IsStartedAfterEverLongerWaits_UntilOneLived()
    {
        using var instance = new WatchedInstance();
        instance.StartInItsOwnTime(instance.Settings("http://127.0.0.1:1") with { PulseInterval = TimeSpan.FromHours(1) });
        var log = Path.Combine(instance.Folder, "log");
        int[] Seconds(string what) => [.. File.ReadLines(log).Where(line => line.StartsWith(what, StringComparison.Ordinal)).Select(line => int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture))];
        await instance.UntilAsync(() => File.Exists(log) && Seconds("started").Length >= 9);
        Assert.Equal([5, 10, 20, 40, 60, 60, 5, 10], Seconds("started").Skip(1).Zip(Seconds("ended"), (started, ended) => started - ended).Take(8));
    }

    [EntrypointFact]
    public async Task Contemplant_OfTheRealEntrypoint_IsStartedAnewAndReported()
    {
        using var instance = new WatchedInstance();
        instance.UseEntrypoint(await File.ReadAllTextAsync(EntrypointFactAttribute.Path!));
        var settings = instance.Settings();
        instance.Start("bash", settings with { Contemplant = [.. settings.Contemplant.Where(variable => variable.Key is "HTTP_PORT")] });
        await instance.HearsAsync("POST /pulse/7?state=down&every=1&restarts=0 up\nlast words");
        await instance.HearsAsync("POST /pulse/7?state=down&every=1&restarts=1 up\nlast words");
    }

    [Fact]
    public void Script_WithLongRealisticSettings_FitsWithItsWatch()
    {
        string Key(string host) => $"ssh-rsa {new string('A', 716)} operator@{host}";
        var settings = Build.Onstart(
            "https://magister.provers.some-company.example:8555",
            ("PROVER_TYPE", "cuda"), ("CONTEMPLANT_NAME", "contemplant-of-some-company-production"), ("HTTP_PORT", "9011"),
            ("MOONGATE_ENDPOINT", "http://localhost:3000/twirp/"), ("HEARTBEAT_INTERVAL_SECONDS", "30"), ("MAX_PROOFS_STORED", "2"),
            ("MOONGATE_LOG_PATH", "./moongate.log"), ("WATCHER_POLLING_INTERVAL_MS", "2000"),
            ("SSH_AUTHORIZED_KEYS", $"{Key("workstation")}\n{Key("laptop")}"), ("CONTEMPLANT_VMS", "sp1,risc0"),
            ("CONTEMPLANT_SP1_BACKEND", "cuda"), ("CONTEMPLANT_RISC0_BACKEND", "cuda"), ("CONTEMPLANT_RISC0_GROTH16", "true")) with
        {
            HierophantAddress = "wss://hierophant.provers.some-company.example:9010/ws",
            Secret = Secret,
            PulseInterval = TimeSpan.FromSeconds(60),
        };

        Assert.InRange(Onstart.LongestWatched(settings), 3000, Onstart.MaxLength);
        Assert.True(Onstart.IsWatched(settings), Onstart.LongestWatched(settings).ToString(CultureInfo.InvariantCulture));
        Assert.Equal(new ScriptEndpoint(7, Secret.SignatureOf(7)), Onstart.EndpointOf(Onstart.For(settings, 7), settings.MagisterAddress));
    }

    [Fact]
    public void Script_ThatTheWatchMakesTooLong_IsSentWithout()
    {
        var plain = Build.Onstart(Address, ("SSH_AUTHORIZED_KEYS", new string('A', 3000)));
        var watched = plain with { PulseInterval = TimeSpan.FromSeconds(60) };
        Assert.False(Onstart.IsWatched(watched));
        Assert.Equal(Onstart.For(plain, 7), Onstart.For(watched, 7));
    }

    [Fact]
    public void JudgePulse_WantsTheSignatureOfPulses()
    {
        Assert.Equal(SignatureVerdict.Accepted, EndpointSignature.JudgePulse(FleetState.Empty, Secret, 7, Secret.PulseSignatureOf(7)));
        Assert.Equal(SignatureVerdict.Wrong, EndpointSignature.JudgePulse(FleetState.Empty, Secret, 7, Secret.SignatureOf(7)));
        Assert.Equal(SignatureVerdict.Wrong, EndpointSignature.JudgePulse(FleetState.Empty, Secret, 8, Secret.PulseSignatureOf(7)));
        Assert.Equal(SignatureVerdict.Wrong, EndpointSignature.JudgePulse(FleetState.Empty, Secret, null, Secret.PulseSignatureOf(7)));
        Assert.Equal(SignatureVerdict.Missing, EndpointSignature.JudgePulse(FleetState.Empty, Secret, 7, null));
        Assert.Equal(SignatureVerdict.Accepted, EndpointSignature.JudgePulse(FleetState.Empty, null, 7, "nonsense"));
        var unsigned = new History().Record(new RentIntended(Offer(7))).Fleet;
        Assert.Equal(SignatureVerdict.Accepted, EndpointSignature.JudgePulse(unsigned, Secret, 7, null));
    }

    private static async Task IsStartedAnewAsync(string shell, bool python)
    {
        using var instance = new WatchedInstance();
        instance.Start(shell, instance.Settings(), python);
        await instance.HearsAsync("GET /pulse/7?state=starting&every=1&restarts=0");
        await instance.HearsAsync("GET /pulse/7?state=working&every=1&restarts=0");
        await instance.HearsAsync("POST /pulse/7?state=down&every=1&restarts=0 up\nlast words");
        await instance.HearsAsync("GET /pulse/7?state=working&every=1&restarts=1");
    }

    private static async Task IsStartedAnewBesideAHangAsync(bool python)
    {
        using var magister = new SilentMagister();
        using var instance = new WatchedInstance();
        instance.Start("dash", instance.Settings(magister.Address), python);
        await instance.UntilAsync(() => instance.Starts >= 2 && magister.Requests >= 4);
    }

    private static async Task OutlivesALostNameAsync(bool python)
    {
        const string Host = "magister.test";
        using var instance = new WatchedInstance("sleep 8");
        bool IsRestartHeard() => instance.Requests.Any(request => request.Contains("&restarts=1", StringComparison.Ordinal));
        instance.Resolve(Host, here: true);
        instance.Start("dash", instance.Settings($"http://{Host}:{instance.Port}"), python);
        await instance.HearsAsync("GET /pulse/7?state=working");

        instance.Resolve(Host, here: false);
        await instance.UntilAsync(() => instance.Starts == 2);
        Assert.False(IsRestartHeard());

        instance.Resolve(Host, here: true);
        await instance.UntilAsync(IsRestartHeard);
    }

    private static async Task IsStartedAnewAtAsync(string address, bool python)
    {
        using var instance = new WatchedInstance();
        var own = address is "https://127.0.0.1" ? instance.Address.Replace("http:", "https:", StringComparison.Ordinal) : address;
        instance.Start("dash", instance.Settings(own), python);
        await instance.UntilAsync(() => instance.Starts >= 2);
        Assert.Empty(instance.Requests);
    }
}
