namespace Magister.Fleet.Planning;

/// <summary>The kind of reason that keeps an offer from being rented.</summary>
public enum ObjectionKind
{
    /// <summary>Its host is in <c>bad_hosts</c>.</summary>
    BadHost,

    /// <summary>Its machine is in <c>bad_machines</c>.</summary>
    BadMachine,

    /// <summary>An operator barred its host or machine.</summary>
    Barred,

    /// <summary>It does not pass a filter of the search, which Vast did not apply.</summary>
    Filter,

    /// <summary>It is rented, and its instance is alive.</summary>
    Rented,

    /// <summary>Its rent has no answer yet.</summary>
    RentUnderWay,

    /// <summary>A rent of another offer of its machine has no answer yet.</summary>
    MachineBusy,

    /// <summary>Its machine failed recently.</summary>
    CoolingDown,

    /// <summary>Machines of its host failed, and only one instance there is tried at a time.</summary>
    HostOnTrial,

    /// <summary>Its contract would end too soon: an instance there would have to be replaced once it is verified.</summary>
    EndsSoon,

    /// <summary>With it the fleet would exceed a budget.</summary>
    OverBudget,
}

/// <summary>Why an offer is not rented.</summary>
/// <param name="Text">The reason for people.</param>
public sealed record OfferObjection(ObjectionKind Kind, string Text)
{
    /// <summary>The filter's key, for <see cref="ObjectionKind.Filter"/>.</summary>
    public string? Filter { get; init; }

    /// <summary>When the machine may be rented again, for <see cref="ObjectionKind.CoolingDown"/>.</summary>
    public DateTimeOffset? Until { get; init; }
}
