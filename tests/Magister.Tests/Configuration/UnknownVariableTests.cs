namespace Magister.Tests.Configuration;

/// <summary>Variables that nothing reads.</summary>
public sealed class UnknownVariableTests
{
    [Theory]
    [InlineData("NUMBER_INSTANCE", "NUMBER_INSTANCE: no setting has this variable; did you mean NUMBER_INSTANCES?")]
    [InlineData("number_instances", "number_instances: no setting has this variable; did you mean NUMBER_INSTANCES?")]
    [InlineData("VAST_APIKEY", "VAST_APIKEY: no setting has this variable; did you mean VAST_API_KEY?")]
    [InlineData("VAST_QUERY_GPU", "VAST_QUERY_GPU: no setting has this variable; did you mean VAST_QUERY_GPU_RAM?")]
    [InlineData("VAST_RATE_LIMITS_LIST_SECS", "VAST_RATE_LIMITS_LIST_SECS: no setting has this variable; did you mean VAST_RATE_LIMIT_LIST_SECS?")]
    [InlineData("CONTEMPLANT_SOMETHING_ELSE", "CONTEMPLANT_SOMETHING_ELSE: no setting has this variable")]
    public void Load_AVariableThatNothingReads_IsWarnedOf(string name, string warning) => Assert.Contains(warning, Configured.Warnings("", (name, "7")));

    [Theory]
    [InlineData("HTTP_PROXY")]
    [InlineData("PATH")]
    [InlineData("ASPNETCORE_HTTP_PORTS")]
    [InlineData("MAGISTER_URL")]
    [InlineData("MAGISTER_TOKEN")]
    [InlineData("RUST_LOG")]
    [InlineData("OPERATOR_TOKEN_FILE_OF_ANOTHER")]
    public void Load_AVariableOfOthers_IsLeftAlone(string name) => Assert.DoesNotContain(Configured.Warnings("", (name, "info")), warning => warning.StartsWith($"{name}: no setting", StringComparison.Ordinal));

    [Fact]
    public void Load_ANearNameThatIsSetToNothing_IsNotSet() => Assert.DoesNotContain(Configured.Warnings("", ("NUMBER_INSTANCE", "")), warning => warning.Contains("NUMBER_INSTANCE:", StringComparison.Ordinal));
}
