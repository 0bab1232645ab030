namespace Magister.Vast.Sending;

/// <summary>Describes exceptions.</summary>
public static class FailureText
{
    /// <summary>The messages of an exception and its inner ones, as the outer often only refers to the inner; repetitions are left out.</summary>
    public static string Describe(Exception failure)
    {
        var messages = new List<string>();
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (!messages.Exists(said => said.Contains(cause.Message, StringComparison.Ordinal))) messages.Add(cause.Message);
        }

        return string.Join(": ", messages);
    }
}
