namespace Magister.Toml.Tests.Compliance;

/// <summary>A fact about the toml-test cases: skipped, with the reason, if they are not at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ComplianceFactAttribute : FactAttribute
{
    public ComplianceFactAttribute() => Skip = ComplianceSuite.MissingReason!;
}

/// <summary>A theory over the toml-test cases: skipped, with the reason, if they are not at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ComplianceTheoryAttribute : TheoryAttribute
{
    public ComplianceTheoryAttribute() => Skip = ComplianceSuite.MissingReason!;
}
