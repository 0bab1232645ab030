namespace Magister.Vast.Sending;

/// <summary>What an exception says.</summary>
public static class FailureText
{
    /// <summary>Its message and those of its causes down to the innermost, since the outer one often only refers to the inner one; what was said already is left out.</summary>
    public static string Of(Exception failure)
    {
        var messages = new List<string>();
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (!messages.Exists(said => said.Contains(cause.Message, StringComparison.Ordinal))) messages.Add(cause.Message);
        }

        return string.Join(": ", messages);
    }
}
