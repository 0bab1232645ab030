namespace Magister.Journal.Tests.Support;

/// <summary>A test that starts a system program, which may not be installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsProgramAttribute : FactAttribute
{
    public NeedsProgramAttribute(string program)
    {
        Program = program;
        Skip = IsThere(program) ? null : $"There is no program {program} here.";
    }

    public string Program { get; }

    private static bool IsThere(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(directory => File.Exists(Path.Combine(directory, program)));
}
