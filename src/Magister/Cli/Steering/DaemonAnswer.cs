using System.Collections.Immutable;

namespace Magister.Cli.Steering;

/// <summary>How a call to the daemon ended. A closed family.</summary>
internal abstract record DaemonAnswer
{
    private DaemonAnswer()
    {
    }

    /// <summary>It did it.</summary>
    /// <param name="Body">What it said, as it came.</param>
    public sealed record Done(string Body) : DaemonAnswer;

    /// <summary>It said no.</summary>
    /// <param name="Question">What must be confirmed; null if that is not the reason.</param>
    /// <param name="Problems">What is wrong with its configuration, a line each.</param>
    public sealed record Refused(int Status, string Reason, string? Question, ImmutableArray<string> Problems) : DaemonAnswer;

    /// <summary>Nobody answered.</summary>
    public sealed record NotReachable(string Reason) : DaemonAnswer;
}
