namespace Magister.Running.Sharing;

/// <summary>Log lines about who leads a shared fleet, ids from 1630.</summary>
internal static partial class SharedLog
{
    [LoggerMessage(1636, LogLevel.Information, "The journal is in {Place}, as that of the fleet {Fleet}; without word of its leader another Magister leads after {Seconds:0} s")]
    public static partial void Shares(ILogger log, string place, string fleet, double seconds);

    [LoggerMessage(1630, LogLevel.Warning, "Nobody leads this fleet at the moment")]
    public static partial void NobodyLeads(ILogger log);

    [LoggerMessage(1631, LogLevel.Information, "{Leader} leads this fleet; this Magister follows and passes on what it is told")]
    public static partial void Follows(ILogger log, string leader);

    [LoggerMessage(1632, LogLevel.Information, "This Magister leads the fleet now (lead {Epoch}, after fact {Sequence})")]
    public static partial void Leads(ILogger log, long epoch, long sequence);

    [LoggerMessage(1633, LogLevel.Warning, "Another Magister leads the fleet now (after lead {Epoch}): this one follows, and what was under way is the other's to settle")]
    public static partial void Deposed(ILogger log, long epoch);

    [LoggerMessage(1635, LogLevel.Information, "The database answers again, and the lead is renewed")]
    public static partial void RenewedAgain(ILogger log);

    [LoggerMessage(1634, LogLevel.Warning, "The database does not answer, {Seconds:0.0} s after the lead was last renewed: {Reason}")]
    public static partial void NotRenewed(ILogger log, double seconds, string reason);
}
