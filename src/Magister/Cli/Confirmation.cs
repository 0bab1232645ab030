using Magister.Fleet;
using Magister.Running;

namespace Magister.Cli;

/// <summary>Asks for confirmation before something costly is done.</summary>
internal static class Confirmation
{
    /// <summary>Asks on the terminal.</summary>
    /// <returns>Null for yes, otherwise the exit code to end with; the reason has been reported.</returns>
    public static async Task<int?> AskAsync(string question, bool yes, CancellationToken cancellation)
    {
        if (yes) return null;
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
        {
            await Console.Error.WriteLineAsync(PlainText.Clean($"magister: confirmation required, but there is no terminal to ask on: {question} Nothing was changed. Rerun with --yes to confirm."));
            return ExitCode.Configuration;
        }

        Console.Write($"{PlainText.Clean(question)} [y/N] ");
        var answer = await Task.Run(Console.In.ReadLine, cancellation).WaitAsync(cancellation);
        if (answer?.Trim().ToLowerInvariant() is "y" or "yes") return null;
        await Console.Error.WriteLineAsync("magister: not confirmed; nothing was changed");
        return ExitCode.NotConfirmed;
    }
}
