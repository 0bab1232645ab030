namespace Magister.Tests.Configuration;

/// <summary>Env files keep the quotes that a shell would remove.</summary>
public sealed class QuotesTests
{
    [Theory]
    [InlineData("VAST_API_KEY", "\"k-of-some-length\"", "k-of-some-length")]
    [InlineData("VAST_API_KEY", "'k-of-some-length'", "k-of-some-length")]
    [InlineData("VAST_QUERY_GPU_NAME", "\"RTX 4090\"", null)]
    [InlineData("VAST_QUERY_GPU_NAME", "\"RTX 4090\",RTX 3090", null)]
    [InlineData("VAST_QUERY_GPU_NAME", "\"RTX 4090, RTX 3090\"", null)]
    [InlineData("NUMBER_INSTANCES", "\"3\"", null)]
    [InlineData("BAD_HOSTS", "'1,2'", null)]
    [InlineData("TEMPLATE_HASH", "\"4e17788f\"", null)]
    [InlineData("STATE_DIR", "\"state\"", null)]
    [InlineData("THIS_MAGISTER_ADDR", "\"http://203.0.113.7\"", null)]
    [InlineData("OPERATOR_TOKEN", "\"a-token-of-some-length\"", "a-token-of-some-length")]
    public void Value_InQuotes_IsRefusedByItsName(string variable, string value, string? never)
    {
        var problem = Assert.Single(Configured.Problems("", (variable, value)));
        Assert.Contains(variable, problem, StringComparison.Ordinal);
        Assert.Contains("quotes", problem, StringComparison.Ordinal);
        if (never is not null) Assert.DoesNotContain(never, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CONTEMPLANT_NAME", "\"worker\"")]
    [InlineData("CONTEMPLANT_SSH_AUTHORIZED_KEYS", "\"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample me@home\"")]
    [InlineData("MOONGATE_ENDPOINT", "\"http://203.0.113.9\"")]
    public void Value_InQuotesForAContemplant_IsTheUsers_AndWarnedOf(string variable, string value)
    {
        var warning = Assert.Single(Configured.Warnings("", (variable, value)), warning => warning.Contains("is in quotes", StringComparison.Ordinal));
        Assert.Contains(variable, warning, StringComparison.Ordinal);
        Assert.DoesNotContain("AAAA", warning, StringComparison.Ordinal);
        Assert.Contains(Configured.Settings("", (variable, value)).Fleet.Onstart.Contemplant, told => told.Value == value);
    }

    [Theory]
    [InlineData("TEMPLATE_HASH", "\"")]
    [InlineData("TEMPLATE_HASH", "a\"b\"")]
    [InlineData("TEMPLATE_HASH", "\"a' ")]
    public void Value_WithQuotesThatEncloseNothing_IsTaken(string variable, string value) => Configured.Settings("", (variable, value));

    [Theory]
    [InlineData("\"k-of-some-length\"\n", "has quotes around the value")]
    [InlineData("VAST_API_KEY=k-of-some-length\n", "holds a line VAST_API_KEY=…")]
    [InlineData("# the key\nexport VAST_API_KEY=k-of-some-length\n", "holds a line VAST_API_KEY=…")]
    [InlineData(" \n", "is empty")]
    public void KeyFile_WithMoreThanTheKey_IsRefusedWithoutShowingIt(string content, string words)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, content);
            var problem = Configured.Problems("", ("VAST_API_KEY", ""), ("VAST_API_KEY_FILE", file))[0];
            Assert.Contains($"VAST_API_KEY_FILE: the file {file} {words}", problem, StringComparison.Ordinal);
            Assert.DoesNotContain("k-of-some-length", problem, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
