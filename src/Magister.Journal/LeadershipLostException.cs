namespace Magister.Journal;

/// <summary>Another Magister leads the fleet: nothing more can be recorded by this one until it leads again.</summary>
public sealed class LeadershipLostException : Exception
{
    public LeadershipLostException()
        : base("another Magister leads this fleet now")
    {
    }

    public LeadershipLostException(string message)
        : base(message)
    {
    }

    public LeadershipLostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
