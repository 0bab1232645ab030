namespace Magister.Journal;

/// <summary>Facts could not be recorded: the disk is full or failing. The journal stays usable, and the next append may work.</summary>
public sealed class JournalWriteException : Exception
{
    public JournalWriteException()
    {
    }

    public JournalWriteException(string message)
        : base(message)
    {
    }

    public JournalWriteException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
