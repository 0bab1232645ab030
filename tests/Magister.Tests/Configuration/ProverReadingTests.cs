namespace Magister.Tests.Configuration;

public sealed class ProverReadingTests
{
    private const string File = """
        [[contemplant.provers]]
        vm = "sp1"
        backend = "cuda"
        moongate_endpoint = "http://m"
        [[contemplant.provers]]
        vm = "risc0"
        groth16_enabled = true
        """;

    [Fact]
    public void Provers_InTheFile_WinOverTheVariables()
    {
        var variables = Contemplant(File, ("CONTEMPLANT_VMS", "risc0"), ("CONTEMPLANT_RISC0_GROTH16", "false"), ("MOONGATE_ENDPOINT", "http://other"));
        Assert.Equal("sp1,risc0", variables["CONTEMPLANT_VMS"]);
        Assert.Equal("cuda", variables["CONTEMPLANT_SP1_BACKEND"]);
        Assert.Equal("cpu", variables["CONTEMPLANT_RISC0_BACKEND"]);
        Assert.Equal("true", variables["CONTEMPLANT_RISC0_GROTH16"]);
        Assert.Equal("http://m", variables["MOONGATE_ENDPOINT"]);
    }

    [Fact]
    public void Provers_OnlyInVariables_AreExported()
    {
        var variables = Contemplant("", ("CONTEMPLANT_VMS", "sp1, risc0"), ("CONTEMPLANT_SP1_BACKEND", "cuda"), ("CONTEMPLANT_RISC0_GROTH16", "true"));
        Assert.Equal("sp1,risc0", variables["CONTEMPLANT_VMS"]);
        Assert.Equal("cuda", variables["CONTEMPLANT_SP1_BACKEND"]);
        Assert.Equal("cpu", variables["CONTEMPLANT_RISC0_BACKEND"]);
        Assert.Equal("true", variables["CONTEMPLANT_RISC0_GROTH16"]);
    }

    [Fact]
    public void Provers_None_ExportNothingOfThem() =>
        Assert.DoesNotContain(Contemplant("").Keys, name => name.StartsWith("CONTEMPLANT_", StringComparison.Ordinal));

    [Theory]
    [InlineData("[[contemplant.provers]]\nbackend = \"cpu\"\n", "contemplant.provers.0.vm")]
    [InlineData("[[contemplant.provers]]\nvm = \"sp1\"\nbackend = \"tpu\"\n", "tpu")]
    [InlineData("[[contemplant.provers]]\nvm = \"sp1\"\ngroth16_enabled = true\n", "groth16_enabled")]
    [InlineData("[[contemplant.provers]]\nvm = \"risc0\"\nmoongate_endpoint = \"http://m\"\n", "moongate_endpoint")]
    [InlineData("[[contemplant.provers]]\nvm = \"sp1\"\n[[contemplant.provers]]\nvm = \"sp1\"\n", "2 times")]
    public void Provers_Wrong_AreAProblem(string file, string told) =>
        Assert.Contains(told, Assert.Single(Configured.Problems(file)), StringComparison.Ordinal);

    private static Dictionary<string, string> Contemplant(string file, params (string Name, string Value)[] variables) =>
        Configured.Settings(file, variables).Fleet.Onstart.Contemplant.ToDictionary(StringComparer.Ordinal);
}
