using System.Collections.Immutable;

namespace Magister.Cli.Steering;

/// <summary>The outcome of a call to the daemon. A closed family.</summary>
internal abstract record DaemonAnswer
{
    private DaemonAnswer()
    {
    }

    /// <summary>It succeeded.</summary>
    /// <param name="Body">The answer, as received.</param>
    public sealed record Done(string Body) : DaemonAnswer;

    /// <summary>It was refused.</summary>
    /// <param name="Question">What must be confirmed; null if that is not the reason.</param>
    /// <param name="Problems">What is wrong with its configuration, one line each.</param>
    public sealed record Refused(int Status, string Reason, string? Question, ImmutableArray<string> Problems) : DaemonAnswer;

    /// <summary>There was no answer.</summary>
    public sealed record NotReachable(string Reason) : DaemonAnswer;
}
