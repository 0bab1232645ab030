using System.ComponentModel;
using System.Diagnostics;

namespace Magister.Tests.Api;

/// <summary>A copy of a Node project in its own folder, so that what is installed and generated leaves nothing in the repository.</summary>
internal sealed class NodeProject : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("magister-node-");

    /// <summary>Why it cannot be run here; null if it can.</summary>
    public static string? Missing { get; } =
        !Answers("node", "--version") || !Answers("npm", "--version") ? "node or npm (Debian's packages nodejs and npm) is not installed"
        : !Answers("npm", "ping") ? "npm's registry does not answer (npm ping)"
        : null;

    public string Folder => folder.FullName;

    public static NodeProject Copy(string source)
    {
        var project = new NodeProject();
        foreach (var file in Directory.GetFiles(source)) File.Copy(file, Path.Combine(project.Folder, Path.GetFileName(file)));
        return project;
    }

    /// <summary>Runs a program in the folder, and returns its standard output.</summary>
    public async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, Folder, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}\n{await output}\n{await error}");
        return await output;
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static Process Start(string program, string folder, string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = folder,
    })!;

    private static bool Answers(string program, string argument)
    {
        try
        {
            using var process = Start(program, Path.GetTempPath(), [argument]);
            if (process.WaitForExit(AnswersWithin)) return process.ExitCode == 0;
            process.Kill(entireProcessTree: true);
            return false;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>A test that needs Node, npm and its registry.</summary>
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = NodeProject.Missing;
}
