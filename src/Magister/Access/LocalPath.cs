namespace Magister.Access;

/// <summary>A path on this server to which a browser may be redirected.</summary>
internal static class LocalPath
{
    private const string Home = "/";
    private const int MaxLength = 2000;

    /// <summary>The path if it is one; otherwise the home page, since browsers treat <c>//host</c> and <c>/\host</c> as another server.</summary>
    public static string OrHome(string? path) => path is ['/', ..] and not ['/', '/', ..] && path.Length <= MaxLength && path.All(IsPlain) ? path : Home;

    private static bool IsPlain(char character) => character is > ' ' and < (char)127 and not '\\';
}
