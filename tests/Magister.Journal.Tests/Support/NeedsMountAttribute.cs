namespace Magister.Journal.Tests.Support;

/// <summary>A test that mounts a small file system, which only root may do, and not in every container.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsMountAttribute : FactAttribute
{
    private static readonly Lazy<bool> CanMount = new(() =>
    {
        var directory = Directory.CreateTempSubdirectory("magister-mount").FullName;
        using var mounted = SmallMount.TryAt(directory, "size=16k");
        return mounted is not null;
    });

    public NeedsMountAttribute() => Skip = CanMount.Value ? null : "A tmpfs cannot be mounted here.";
}
