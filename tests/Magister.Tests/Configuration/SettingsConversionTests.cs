using Magister.Configuration;
using Magister.Fleet.Market;
using Microsoft.Extensions.Logging;

namespace Magister.Tests.Configuration;

public sealed class SettingsConversionTests
{
    [Fact]
    public void Load_NothingButWhatIsRequired_HasTheContractsDefaults()
    {
        var settings = Configured.Settings("");
        Assert.Equal(8555, settings.HttpPort);
        Assert.Equal("http://203.0.113.7:8555", settings.Fleet.Onstart.MagisterAddress);
        Assert.Equal("ws://203.0.113.8:9010/ws", settings.Fleet.Onstart.HierophantAddress);
        Assert.Equal(TimeSpan.FromSeconds(10), settings.Vast.FirstBackoff);
        Assert.Equal(TimeSpan.FromSeconds(30), settings.Fleet.PollingInterval);
        Assert.Equal(TimeSpan.FromSeconds(180), settings.Fleet.VerificationTimeout);
        Assert.Equal(new Uri("https://console.vast.ai"), settings.Vast.BaseUrl);
        Assert.Equal(TimeSpan.FromSeconds(30), settings.Vast.HttpTimeout);
        Assert.Equal(TimeSpan.FromSeconds(30), settings.Fleet.ConsistencyWindow);
        Assert.Equal(
            [4.5, 3, 1, 6],
            new[] { settings.Vast.CreateGap, settings.Vast.DestroyGap, settings.Vast.ListGap, settings.Vast.SearchGap }.Select(gap => gap.TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(600), settings.Fleet.MachineCooldown);
        Assert.Equal(TimeSpan.FromSeconds(120), settings.Fleet.UnhealthyGrace);
        Assert.Equal("state", settings.StateDirectory);
        Assert.Equal(new LogSettings(LogLevel.Information, false), settings.Log);
        Assert.Equal((16.0, 16.0), (settings.Fleet.Query.DiskSpace, settings.Fleet.Query.AllocatedStorage));
        Assert.Equal(TimeSpan.FromSeconds(600), settings.Fleet.ReplaceBeforeEnd);
        Assert.Null(settings.Fleet.ReplaceWhenCheaper);
        Assert.Equal(0.2, Configured.Settings("replace_when_cheaper = 0.2").Fleet.ReplaceWhenCheaper);
        Assert.Equal(OfferOrder.Score, settings.Fleet.Query.Order);
        Assert.Equal(OfferOrder.Value, Configured.Settings("offer_order = \"Value\"").Fleet.Query.Order);
        Assert.Equal(OfferOrder.Price, Configured.Settings("offer_order = \"price\"").Fleet.Query.Order);
        Assert.Null(settings.Fleet.Query.Reliability);
        Assert.Null(settings.Fleet.Query.MinCudaVersion);
        Assert.Null(settings.Fleet.Query.GpuRam);
        Assert.Null(settings.Fleet.Query.Duration);
        Assert.Equal(
            [
                ("PROVER_TYPE", "cpu"), ("HTTP_PORT", "9011"), ("HEARTBEAT_INTERVAL_SECONDS", "30"), ("MAX_PROOFS_STORED", "2"),
                ("MOONGATE_LOG_PATH", "./moongate.log"), ("WATCHER_POLLING_INTERVAL_MS", "2000"),
            ],
            settings.Fleet.Onstart.Contemplant.Select(variable => (variable.Key, variable.Value)));
    }

    [Fact]
    public void Load_RentType_IsOnDemandUnlessItIsInterruptible()
    {
        Assert.Null(Configured.Settings("").Fleet.Query.Bidding);
        Assert.Equal(new Bidding(null), Configured.Settings("rent_type = \"interruptible\"").Fleet.Query.Bidding);
        Assert.Equal(new Bidding(0.25), Configured.Settings("rent_type = \"interruptible\"", ("BID_PER_HOUR", "0.25")).Fleet.Query.Bidding);
    }

    [Theory]
    [InlineData("rent_type = \"spot\"", "rent_type (RENT_TYPE): \"spot\"")]
    [InlineData("rent_type = \"interruptible\"\nbid_per_hour = 0.0001", "bid_per_hour (BID_PER_HOUR): \"0.0001\"")]
    [InlineData("rent_type = \"interruptible\"\nbid_per_hour = 0.6", "bid_per_hour (BID_PER_HOUR) is 0.6, above vast_query.cost_per_hour")]
    public void Load_BidThatRentsNothing_IsRejected(string toml, string begins) =>
        Assert.StartsWith(begins, Assert.Single(Configured.Problems(toml)), StringComparison.Ordinal);

    [Fact]
    public void Load_BidWithoutItsRentType_IsWarnedOf() => Assert.Contains(
        Configured.Warnings("bid_per_hour = 0.2"), warning => warning.StartsWith("bid_per_hour (BID_PER_HOUR): nothing is bid", StringComparison.Ordinal));

    [Fact]
    public void Load_FileAndVariable_TheVariableWins()
    {
        var settings = Configured.Settings(
            "http_port = 1\nbad_hosts = [1, 2, 3]\n[vast_query]\ngpu_name = [\"A\", \"B\"]", ("HTTP_PORT", "2"), ("BAD_HOSTS", "7 , 8"), ("VAST_QUERY_GPU_NAME", "C, D"));
        Assert.Equal(2, settings.HttpPort);
        Assert.Equal([7, 8], settings.Fleet.BadHosts.Order());
        Assert.Equal(["C", "D"], settings.Fleet.Query.GpuNames.AsEnumerable());
    }

    [Fact]
    public void Load_VariableSetToNothing_CountsAsNotSet()
    {
        var settings = Configured.Settings("http_port = 81\ngood_machines = [5]", ("HTTP_PORT", ""), ("GOOD_MACHINES", ""));
        Assert.Equal(81, settings.HttpPort);
        Assert.Equal([5], settings.Fleet.GoodMachines);
    }

    [Theory]
    [InlineData("VAST_TEMPLATE_HASH")]
    [InlineData("TEMPLATE_HASH")]
    public void Load_TemplateHash_HasTwoVariables(string variable)
    {
        var variables = Configured.Required.Where(pair => pair.Key is not "TEMPLATE_HASH").Select(pair => (pair.Key, pair.Value)).Append((variable, "hash"));
        var loaded = Assert.IsType<ConfigurationOutcome.Loaded>(Configured.Load("", [.. variables]));
        Assert.Equal("hash", loaded.Settings.Fleet.TemplateHash);
    }

    [Theory]
    [InlineData("http://host.example/", "http://host.example:8555")]
    [InlineData("https://host.example:443", "https://host.example:443")]
    [InlineData("http://host.example:80/", "http://host.example:80")]
    [InlineData("http://[2001:db8::1]", "http://[2001:db8::1]:8555")]
    [InlineData("http://[2001:db8::1]:99", "http://[2001:db8::1]:99")]
    public void Load_MagisterAddress_KeepsItsOwnPortOrTakesHttpPort(string given, string expected) =>
        Assert.Equal(expected, Configured.Settings("", ("THIS_MAGISTER_ADDR", given)).Fleet.Onstart.MagisterAddress);

    [Theory]
    [InlineData("HTTP_PORT", "0")]
    [InlineData("HTTP_PORT", "65536")]
    [InlineData("HTTP_PORT", "eighty")]
    [InlineData("HIEROPHANT_HTTP_PORT", "-1")]
    [InlineData("HIEROPHANT_IP", "two words")]
    [InlineData("THIS_MAGISTER_ADDR", "203.0.113.7")]
    [InlineData("THIS_MAGISTER_ADDR", "ftp://203.0.113.7")]
    [InlineData("THIS_MAGISTER_ADDR", "http://dropbox.example")]
    [InlineData("THIS_MAGISTER_ADDR", "http://host.example/path")]
    [InlineData("THIS_MAGISTER_ADDR", "http://me:secret@host.example")]
    [InlineData("VAST_API_CALL_BACKOFF_SECS", "0")]
    [InlineData("NUMBER_INSTANCES", "0")]
    [InlineData("NUMBER_INSTANCES", "1.5")]
    [InlineData("TASK_POLLING_INTERVAL_SECS", "soon")]
    [InlineData("CONTEMPLANT_VERIFICATION_TIMEOUT_SECS", "0")]
    [InlineData("BAD_HOSTS", "1, two")]
    [InlineData("BAD_MACHINES", "-1")]
    [InlineData("GOOD_HOSTS", "1;2")]
    [InlineData("GOOD_MACHINES", "1.5")]
    [InlineData("VAST_QUERY_RELIABILITY", "1.1")]
    [InlineData("VAST_QUERY_COST_PER_HOUR", "0")]
    [InlineData("VAST_QUERY_COST_PER_HOUR", "NaN")]
    [InlineData("VAST_QUERY_DISK_SPACE", "7.9")]
    [InlineData("VAST_QUERY_MIN_CUDA_VERSION", "newest")]
    [InlineData("VAST_QUERY_GPU_RAM", "0")]
    [InlineData("VAST_QUERY_DURATION", "-5")]
    [InlineData("VAST_QUERY_ALLOCATED_STORAGE", "none")]
    [InlineData("VAST_BASE_URL", "console.vast.ai")]
    [InlineData("VAST_HTTP_TIMEOUT_SECS", "0")]
    [InlineData("VAST_CONSISTENCY_WINDOW_SECS", "-1")]
    [InlineData("VAST_RATE_LIMIT_CREATE_SECS", "-0.1")]
    [InlineData("VAST_RATE_LIMIT_SEARCH_SECS", "infinity")]
    [InlineData("MACHINE_COOLDOWN_SECS", "86401")]
    [InlineData("UNHEALTHY_GRACE_SECS", "x")]
    [InlineData("OFFER_ORDER", "dearest")]
    [InlineData("REPLACE_BEFORE_END_SECS", "-1")]
    [InlineData("LOG_LEVEL", "loud")]
    [InlineData("LOG_FORMAT", "xml")]
    [InlineData("CONTEMPLANT_HTTP_PORT", "0")]
    [InlineData("CONTEMPLANT_HEARTBEAT_INTERVAL_SECONDS", "0.5")]
    [InlineData("CONTEMPLANT_MAX_PROOFS_STORED", "many")]
    [InlineData("CONTEMPLANT_WATCHER_POLLING_INTERVAL_MS", "0")]
    [InlineData("CONTEMPLANT_VMS", "sp1, sp2")]
    public void Load_WrongValue_IsOneProblemThatNamesVariableAndValue(string variable, string value)
    {
        var problem = Assert.Single(Configured.Problems("", (variable, value)));
        Assert.Contains(variable, problem, StringComparison.Ordinal);
        Assert.Contains(value.Split(',')[^1].Trim(), problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ManyWrongValues_AreToldAtOnceWithTheirPlaces()
    {
        var problems = Configured.Problems("http_port = 0\n\n[vast_query]\nreliability = 7\n", ("NUMBER_INSTANCES", "none"));
        Assert.Equal(3, problems.Count);
        Assert.Contains(problems, problem => problem.Contains(":1:13 ", StringComparison.Ordinal) && problem.Contains("http_port (HTTP_PORT)", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains(":4:15 ", StringComparison.Ordinal) && problem.Contains("vast_query.reliability", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("from NUMBER_INSTANCES", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_NothingSet_NamesEveryRequiredKey()
    {
        var problems = Assert.IsType<ConfigurationOutcome.Invalid>(Configured.Load("")).Problems;
        Assert.Equal(SettingKeys.All.Count(key => key.IsRequired), problems.Length);
        Assert.All(SettingKeys.All.Where(key => key.IsRequired), key => Assert.Contains(problems, problem => problem.StartsWith(key.Names, StringComparison.Ordinal)));
    }

    [Fact]
    public void Load_WrongSecret_IsNeverShown() =>
        Assert.DoesNotContain("secret with", Assert.Single(Configured.Problems("", ("VAST_API_KEY", "secret with blanks"))), StringComparison.Ordinal);

    [Fact]
    public void Load_KeyFile_CountsWhenTheVariableIsNotSet()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "  key-from-a-file\n");
        var variables = Configured.Required.Where(pair => pair.Key is not "VAST_API_KEY").Select(pair => (pair.Key, pair.Value)).Append(("VAST_API_KEY_FILE", file)).ToArray();
        Assert.Equal("key-from-a-file", Assert.IsType<ConfigurationOutcome.Loaded>(Configured.Load("vast_api_key = \"other\"", variables)).Settings.Vast.ApiKey);
        Assert.Equal("a-key-of-some-length", Configured.Settings("", ("VAST_API_KEY_FILE", file)).Vast.ApiKey);
        File.Delete(file);
        Assert.Contains(file, Assert.Single(Assert.IsType<ConfigurationOutcome.Invalid>(Configured.Load("", variables)).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ANamedFileThatDoesNotExist_SaysSo()
    {
        var outcome = SettingsConversion.Read("/no/such/magister.toml", new Dictionary<string, string>()).Outcome;
        Assert.Equal("/no/such/magister.toml: does not exist", Assert.Single(Assert.IsType<ConfigurationOutcome.Invalid>(outcome).Problems));
    }

    [Fact]
    public void Load_UnknownKeys_AreWarnedOfWithTheNearestName()
    {
        var warnings = Configured.Warnings("htp_port = 1\n[vast_query]\ncost_per_hr = 2\n[contemplant]\nzzzzzzzzzzzzzzzzz = 3\n", ("CONTEMPLANT_VMS", "risc0"));
        Assert.Equal(3, warnings.Count);
        Assert.Contains(":1:1: unknown setting htp_port; did you mean http_port?", warnings[0], StringComparison.Ordinal);
        Assert.Contains(":3:1: unknown setting vast_query.cost_per_hr; did you mean vast_query.cost_per_hour?", warnings[1], StringComparison.Ordinal);
        Assert.EndsWith("unknown setting contemplant.zzzzzzzzzzzzzzzzz", warnings[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AllocatedStorageBelowDiskSpace_IsWarnedOf() =>
        Assert.Contains("allocated_storage", Assert.Single(Configured.Warnings("[vast_query]\ndisk_space = 100\nallocated_storage = 16\n", ("CONTEMPLANT_VMS", "risc0"))), StringComparison.Ordinal);

    [Theory]
    [InlineData("debug", "", LogLevel.Debug)]
    [InlineData("", "hyper=trace,warn", LogLevel.Warning)]
    [InlineData("", "hyper=trace", LogLevel.Error)]
    [InlineData("trace", "error", LogLevel.Trace)]
    public void Load_LogLevel_ComesFromItsVariableThenRustsThenTheFile(string level, string rust, LogLevel expected) =>
        Assert.Equal(expected, Configured.Settings("log_level = \"error\"", ("LOG_LEVEL", level), ("RUST_LOG", rust)).Log.Level);

    [Fact]
    public void Load_OnstartTooLong_IsAProblem()
    {
        var problem = Assert.Single(Configured.Problems("", ("CONTEMPLANT_SSH_AUTHORIZED_KEYS", new string('k', 4000))));
        Assert.Contains("4048", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("kkkk", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_BrokenFile_IsOneProblemWithItsPlace() =>
        Assert.Matches(@":\d+:\d+: ", Assert.Single(Configured.Problems("http_port = 80\nnumber_instances = [1\n")));
}
