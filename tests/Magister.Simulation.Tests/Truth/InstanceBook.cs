using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Truth;

/// <summary>A status that an instance had from a given time on.</summary>
internal sealed record StatusEntry(DateTimeOffset At, string? Status, string? Message);

/// <summary>What is true of one instance, beyond what the market itself keeps.</summary>
internal sealed class InstanceBook(Instance truth, long? offerId)
{
    public Instance Truth => truth;

    public long Id => truth.Id;

    /// <summary>The offer in its drop endpoint, if that is this Magister's; otherwise it is never ours.</summary>
    public long? OfferId => offerId;

    /// <summary>
    /// Whether it has this Magister's drop endpoint and label; if that was never seen, no label also counts, unless Vast denied its rent.
    /// </summary>
    public bool IsOurs { get; set; }

    /// <summary>Whether the journal says that it was seen with our label; if not, it is ours without a label as well.</summary>
    public bool WasSeenLabelled { get; set; }

    public DateTimeOffset OursSince { get; set; }

    public DateTimeOffset? ForeignSince { get; set; }

    /// <summary>The request that it came from, if that was Magister's.</summary>
    public Sending? Rent { get; init; }

    public List<StatusEntry> Statuses { get; } = [];

    public bool IsAlive => truth.IsAlive;

    /// <summary>When its Contemplant was answered with 200.</summary>
    public DateTimeOffset? VerifiedAt { get; set; }

    /// <summary>The state directory in use at that time.</summary>
    public int VerifiedDirectory { get; set; }

    /// <summary>From when on a drop of its offer refers to it: the time when its rent was intended.</summary>
    public DateTimeOffset MeantSince => Rent?.IntendedAt ?? truth.RentedAt;

    /// <summary>Since when Magister cannot be blamed for not knowing it; null if it can.</summary>
    public Excuse? Excuse { get; set; }

    public bool WasExcused { get; set; }

    /// <summary>Since when Magister knows it without a break.</summary>
    public DateTimeOffset? KnownSince { get; set; }

    /// <summary>When a fact last said that it had ended or was given away.</summary>
    public DateTimeOffset? SaidToHaveEndedAt { get; set; }

    /// <summary>Whether it had such a status at any moment between the two.</summary>
    public bool Was(Func<StatusEntry, bool> such, DateTimeOffset from, DateTimeOffset until)
    {
        for (var i = Statuses.Count - 1; i >= 0; i--)
        {
            if (Statuses[i].At > until) continue;
            if (such(Statuses[i])) return true;
            if (Statuses[i].At <= from) return false;
        }

        return false;
    }
}

/// <summary>Why an instance of ours could not be known.</summary>
/// <param name="Reason">A short description.</param>
/// <param name="Since">Lists begun before this could not show it.</param>
internal sealed record Excuse(string Reason, DateTimeOffset Since)
{
    /// <summary>Its label was taken away, and came back.</summary>
    public const string LabelGivenBack = "label given back";
}
