namespace Magister.Fleet.Tests.Starting;

/// <summary>A test with the real entrypoint, which is a third party's and not kept here: CONTEMPLANT_ENTRYPOINT names its file.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EntrypointFactAttribute : FactAttribute
{
    public EntrypointFactAttribute()
    {
        if (Path is null) Skip = "CONTEMPLANT_ENTRYPOINT does not name the text of a Contemplant's entrypoint.";
        else if (Shells.PathOf("tmux") is null) Skip = "tmux is not installed here.";
    }

    public static string? Path => Environment.GetEnvironmentVariable("CONTEMPLANT_ENTRYPOINT");
}
