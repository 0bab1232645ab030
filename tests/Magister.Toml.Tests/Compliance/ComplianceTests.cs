using System.Text.Json;

namespace Magister.Toml.Tests.Compliance;

public sealed class ComplianceTests
{
    public static TheoryData<string> ValidCases => Rows(() => ComplianceSuite.Valid);

    public static TheoryData<string> InvalidCases => Rows(() => ComplianceSuite.Invalid);

    [ComplianceFact]
    public void Suite_Listed_HasEveryCase()
    {
        Assert.Equal(210, ComplianceSuite.Valid.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(499, ComplianceSuite.Invalid.Distinct(StringComparer.Ordinal).Count());
    }

    [ComplianceTheory]
    [MemberData(nameof(ValidCases))]
    public void Parse_ValidCase_GivesTheExpectedValues(string file)
    {
        using var expected = JsonDocument.Parse(ComplianceSuite.ReadExpected(file));

        var actual = TomlDocument.Parse(ComplianceSuite.Read(file));

        TaggedJson.AssertEqual(expected.RootElement, actual, "");
    }

    [ComplianceTheory]
    [MemberData(nameof(InvalidCases))]
    public void Parse_InvalidCase_IsRefusedWithAPlace(string file)
    {
        var error = Assert.Throws<TomlException>(() => TomlDocument.Parse(ComplianceSuite.Read(file)));

        Assert.True(error.Line >= 1 && error.Column >= 1, error.Message);
        Assert.NotEmpty(error.Problem);
    }

    private static TheoryData<string> Rows(Func<string[]> files) =>
        ComplianceSuite.MissingReason is null ? [.. files()] : ["no cases at hand"];
}
