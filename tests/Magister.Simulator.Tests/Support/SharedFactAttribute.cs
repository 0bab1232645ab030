namespace Magister.Simulator.Tests.Support;

/// <summary>A test that needs the published API files, which are beside the repository and not in it.</summary>
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (OpenApiFile.Folder is null) Skip = "../shared/vast-openapi is not beside the repository";
    }
}
