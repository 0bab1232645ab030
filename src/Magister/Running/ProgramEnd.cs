namespace Magister.Running;

/// <summary>Why the program ends by itself; the first reason counts.</summary>
internal sealed class ProgramEnd(IHostApplicationLifetime lifetime)
{
    private readonly Lock gate = new();

    /// <summary>The exit code; 0 as long as only a signal ends the program.</summary>
    public int Code { get; private set; } = ExitCode.EndedAsAsked;

    /// <summary>The message for the user; null if a signal ended it.</summary>
    public string? Message { get; private set; }

    /// <summary>Ends the program.</summary>
    public void Because(int code, string message)
    {
        lock (gate)
        {
            if (Message is not null) return;
            (Code, Message) = (code, message);
        }

        lifetime.StopApplication();
    }
}
