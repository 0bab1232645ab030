namespace Magister.Vast.Sending;

/// <summary>What an exception says.</summary>
public static class FailureText
{
    /// <summary>Its message, and those of its causes down to the innermost: the outer one often says no more than to see the inner one.</summary>
    public static string Of(Exception failure)
    {
        var messages = new List<string>();
        for (var cause = failure; cause is not null; cause = cause.InnerException) messages.Add(cause.Message);
        return string.Join(": ", messages.Distinct(StringComparer.Ordinal));
    }
}
