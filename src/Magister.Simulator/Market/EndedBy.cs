namespace Magister.Simulator.Market;

/// <summary>Who ended an instance.</summary>
public enum EndedBy
{
    /// <summary>A destroy call.</summary>
    Call,

    /// <summary>The admin API, as a person with the console would.</summary>
    Admin,

    /// <summary>The market: its time had run out 48 hours before.</summary>
    Market,
}
