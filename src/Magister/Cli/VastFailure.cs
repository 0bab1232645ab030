using Magister.Fleet;
using Magister.Fleet.Market;
using Magister.Running;

namespace Magister.Cli;

/// <summary>A call to Vast that failed.</summary>
internal static class VastFailure
{
    /// <summary>Reports it on standard error.</summary>
    /// <returns>The exit code.</returns>
    public static int Report<T>(string call, Outcome<T> outcome)
    {
        Console.Error.WriteLine(PlainText.Clean($"magister: the {call} call to Vast failed: {OutcomeText.Describe(outcome)}"));
        return outcome is Outcome<T>.Unauthorised ? ExitCode.KeyRefused : ExitCode.VastNotReachable;
    }
}
