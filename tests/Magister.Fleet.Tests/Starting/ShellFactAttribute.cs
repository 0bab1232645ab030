namespace Magister.Fleet.Tests.Starting;

/// <summary>A test that needs a real shell; if the shell is missing, the test says so and is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute(string shell)
    {
        Shell = shell;
        if (Shells.PathOf(shell) is null) Skip = $"{shell} is not installed here.";
    }

    public string Shell { get; }
}
