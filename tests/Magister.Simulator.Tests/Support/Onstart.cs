namespace Magister.Simulator.Tests.Support;

/// <summary>An onstart text quoted as a careful author would: each level in single quotes.</summary>
internal static class Onstart
{
    public static string For(string dropEndpoint, params (string Name, string Value)[] more)
    {
        var exports = more.Prepend(("MAGISTER_DROP_ENDPOINT", dropEndpoint)).Select(pair => $"export {pair.Item1}={Quote(pair.Item2)}\n");
        return $"su contemplant -c {Quote(string.Concat(exports) + "exec /usr/local/bin/contemplant-entrypoint.sh")}\n";
    }

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''")}'";
}
