using Magister.Configuration;

namespace Magister.Tests.Configuration;

public sealed class SharedSettingsTests
{
    private const string Address = "postgres://magister:p%40ssw%2Frd@db.example/magister?sslmode=verify-full";

    [Fact]
    public void Unset_TheJournalIsInTheStateDirectory() => Assert.Null(Configured.Settings("fleet = \"another\"\nleader_lease_secs = 20").Shared);

    [Fact]
    public void Set_NamesDatabaseFleetAndLease_WithDefaults()
    {
        Assert.Equal(new SharedSettings(Address, "default", TimeSpan.FromSeconds(10)), Configured.Settings($"journal = \"{Address}\"").Shared);
        Assert.Equal(
            new SharedSettings(Address, "eu-1", TimeSpan.FromSeconds(300)),
            Configured.Settings("", ("JOURNAL", Address), ("FLEET", "eu-1"), ("LEADER_LEASE_SECS", "300")).Shared);
    }

    [Fact]
    public void Journal_FromAFile_IsMaskedWholeAndItsPasswordAlone()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, $"{Address}\n");

        var settings = Configured.Settings("", ("JOURNAL_FILE", file));

        File.Delete(file);
        Assert.Equal(Address, settings.Shared!.Connection);
        Assert.Equal("a ••• b ••• c", settings.Secrets.Masked($"a {Address} b p@ssw/rd c"));
        var npgsql = Configured.Settings("", ("JOURNAL", "Host=db.example;Database=magister;Password='w;th;semicolons'"));
        Assert.Equal("a ••• b", npgsql.Secrets.Masked("a w;th;semicolons b"));
    }

    [Theory]
    [InlineData("JOURNAL", "postgres://magister:secret-word@db.example", "it names no database")]
    [InlineData("JOURNAL", "postgres://magister:secret%word@db.example/magister", "percent-encoded")]
    [InlineData("JOURNAL", "secret-word", "it does not begin with postgres://")]
    [InlineData("FLEET", "a b", "letters, digits")]
    [InlineData("FLEET", "ä", "letters, digits")]
    [InlineData("LEADER_LEASE_SECS", "1", "2")]
    [InlineData("LEADER_LEASE_SECS", "301", "300")]
    public void WhatCannotBeMeant_IsToldByItsName_AndNoSecretIs(string variable, string value, string words)
    {
        var problem = Assert.Single(Configured.Problems("", (variable, value)));

        Assert.Contains(variable, problem, StringComparison.Ordinal);
        Assert.Contains(words, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
    }
}
