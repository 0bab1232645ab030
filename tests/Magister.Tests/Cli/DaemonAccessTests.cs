using Magister.Cli.Steering;

namespace Magister.Tests.Cli;

public sealed class DaemonAccessTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();
    private string? problem;

    public DaemonAccessTests() => File.WriteAllText(file, "http_port = 9001\nbad_hosts = [1\n");

    [Fact]
    public void Find_WithAFileThatCannotBeRead_CallsNobodyElsesDaemon()
    {
        Assert.Null(Find(null));

        Assert.StartsWith(file, problem, StringComparison.Ordinal);
        Assert.Contains("so the daemon's address is unknown. Fix the file, or name the daemon with --daemon or MAGISTER_URL", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_WithAFileThatCannotBeRead_CallsTheDaemonThatIsNamed()
    {
        Assert.Equal("http://127.0.0.1:9001/", Find("http://127.0.0.1:9001")?.Address.ToString());
        Assert.Equal("http://127.0.0.1:9002/", Find(null, ("MAGISTER_URL", "http://127.0.0.1:9002"))?.Address.ToString());
    }

    public void Dispose() => File.Delete(file);

    private DaemonAccess? Find(string? given, params (string Name, string Value)[] environment) =>
        DaemonAccess.Find(given, file, environment.ToDictionary(variable => variable.Name, variable => variable.Value), out problem);
}
