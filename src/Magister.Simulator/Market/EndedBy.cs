namespace Magister.Simulator.Market;

/// <summary>Who ended an instance.</summary>
public enum EndedBy
{
    /// <summary>A destroy call.</summary>
    Call,

    /// <summary>The admin API, as a person would in the console.</summary>
    Admin,

    /// <summary>The market, 48 hours after its time ran out.</summary>
    Market,
}
