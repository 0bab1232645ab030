using Magister.Fleet.Market;

namespace Magister.Tests.Configuration;

public sealed class FilterReadingTests
{
    private static string[] Filters(string toml, params (string Name, string Value)[] variables) =>
        [.. Configured.Settings(toml, variables).Fleet.Query.Further.Select(Text)];

    private static string Text(OfferFilter filter) => $"{filter.Setting}: {filter.Field} {filter.Operator} {string.Join('|', filter.Values)}";

    [Fact]
    public void Filters_NoneSet_AreNone() => Assert.Empty(Filters(""));

    [Fact]
    public void Filters_OfTheFile_HaveVastsFieldsAndUnits() => Assert.Equal(
        [
            "num_gpus: num_gpus gte 2", "geolocation: geolocation in SE|DE", "inet_down: inet_down gte 200.5", "inet_up: inet_up gte 100",
            "cpu_ram: cpu_ram gte 32500", "compute_cap: compute_cap gte 890", "static_ip: static_ip eq true",
            "also.cpu_arch: cpu_arch in amd64|arm64", "also.dlperf: dlperf gte 20", "also.dlperf: dlperf lt 90.5", "also.has_avx: has_avx eq true",
        ],
        Filters("""
            [vast_query]
            num_gpus = 2
            geolocation = ["se", "DE"]
            inet_down = 200.5
            inet_up = 100
            cpu_ram = 32.5
            compute_cap = 890
            static_ip = true
            [vast_query.also]
            dlperf = { gte = 20, lt = 90.5 }
            cpu_arch = { in = ["amd64", "arm64"] }
            has_avx = { eq = true }
            """));

    [Fact]
    public void Filters_OfVariables_WinAndReadTheSame() => Assert.Equal(
        ["num_gpus: num_gpus gte 4", "geolocation: geolocation in US", "static_ip: static_ip eq false", "also.dlperf: dlperf gte 20", "also.has_avx: has_avx notin true|2"],
        Filters(
            "[vast_query]\nnum_gpus = [1, 2]\nalso = { gpu_frac = { eq = 1 } }",
            ("VAST_QUERY_NUM_GPUS", "4"), ("VAST_QUERY_GEOLOCATION", "us"), ("VAST_QUERY_STATIC_IP", "False"),
            ("VAST_QUERY_ALSO", """{"dlperf": {"gte": 20}, "has_avx": {"notin": [true, 2]}}""")));

    [Theory]
    [InlineData("num_gpus = [2]", "in 2")]
    [InlineData("num_gpus = [2, 4]", "in 2|4")]
    [InlineData("num_gpus = 2", "gte 2")]
    public void NumGpus_AsOneNumberOrAList_IsTheLeastOrOneOfThese(string toml, string expected) =>
        Assert.Equal([$"num_gpus: num_gpus {expected}"], Filters($"[vast_query]\n{toml}"));

    [Theory]
    [InlineData("NUM_GPUS", "0")]
    [InlineData("NUM_GPUS", "2, many")]
    [InlineData("GEOLOCATION", "SE, Sweden")]
    [InlineData("GEOLOCATION", "S1")]
    [InlineData("INET_DOWN", "-1")]
    [InlineData("INET_UP", "fast")]
    [InlineData("CPU_RAM", "0")]
    [InlineData("COMPUTE_CAP", "8.9")]
    [InlineData("STATIC_IP", "maybe")]
    [InlineData("ALSO", "dlperf>20")]
    [InlineData("ALSO", "[1]")]
    [InlineData("ALSO", """{"dlperf": {"gte": 20}, "dlperf": {"gte": 30}}""")]
    public void Filter_WithAWrongValue_IsOneProblemThatNamesItsVariable(string name, string value)
    {
        var problem = Assert.Single(Configured.Problems("", ($"VAST_QUERY_{name}", value)));
        Assert.Contains($"(VAST_QUERY_{name})", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("num_gpus = { gte = 2 }", "num_gpus is Magister's own to ask for; set what [vast_query] has for it")]
    [InlineData("min_bid = { lte = 2 }", "min_bid is Magister's own to ask for; set what [vast_query] has for it")]
    [InlineData("machine_id = { neq = 2 }", "machine_id is Magister's own to ask for; set what [vast_query] has for it")]
    [InlineData("order = { eq = 2 }", "order is Magister's own to ask for; set what [vast_query] has for it")]
    [InlineData("\"a b\" = { eq = 2 }", "a b is no field's name")]
    [InlineData("dlperf = 20", "dlperf needs a comparison, such as { gte = 1 }")]
    [InlineData("dlperf = { least = 20 }", "dlperf least is no comparison; there are gt, gte, lt, lte, eq, neq, in, notin")]
    [InlineData("dlperf = { gte = \"much\" }", "dlperf gte needs a number, not \"much\"")]
    [InlineData("dlperf = { gte = [1, 2] }", "dlperf gte needs one value")]
    [InlineData("cpu_arch = { eq = \"\" }", "cpu_arch eq needs one value")]
    [InlineData("cpu_arch = { in = \"amd64\" }", "cpu_arch in needs a list of values")]
    [InlineData("cpu_arch = { in = [] }", "cpu_arch in needs a list of values")]
    public void Also_WithWhatCannotBeAsked_SaysWhatIsWanted(string toml, string expected) =>
        Assert.EndsWith(expected, Assert.Single(Configured.Problems($"[vast_query.also]\n{toml}")), StringComparison.Ordinal);

    [Fact]
    public void Also_AnyField_IsKnown() => Assert.Empty(Configured.Warnings("[vast_query.also]\ndlperf = { gte = 20 }\n", ("CONTEMPLANT_VMS", "risc0")));
}
