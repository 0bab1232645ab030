using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Truth;

/// <summary>A status that an instance had from a moment on.</summary>
internal sealed record StatusEntry(DateTimeOffset At, string? Status, string? Message);

/// <summary>What is true of one instance, beside what the market itself keeps of it.</summary>
internal sealed class InstanceBook(Instance truth, long? offerId)
{
    public Instance Truth => truth;

    public long Id => truth.Id;

    /// <summary>The offer that stands in its drop endpoint, where that is this Magister's; else it never is ours.</summary>
    public long? OfferId => offerId;

    /// <summary>It has this Magister's drop endpoint, and its label; where that was never seen, none is enough, unless Vast denied its rent.</summary>
    public bool IsOurs { get; set; }

    /// <summary>The journal says that it was seen with our label; without that one without a label is ours as well.</summary>
    public bool WasSeenLabelled { get; set; }

    public DateTimeOffset OursSince { get; set; }

    public DateTimeOffset? ForeignSince { get; set; }

    /// <summary>The request that it came of, if that was Magister's.</summary>
    public Sending? Rent { get; init; }

    public List<StatusEntry> Statuses { get; } = [];

    public bool IsAlive => truth.IsAlive;

    /// <summary>When its Contemplant was told 200.</summary>
    public DateTimeOffset? VerifiedAt { get; set; }

    /// <summary>The state directory that was in use then.</summary>
    public int VerifiedDirectory { get; set; }

    /// <summary>From when on a drop of its offer means it: its rent was intended then.</summary>
    public DateTimeOffset MeantSince => Rent?.IntendedAt ?? truth.RentedAt;

    /// <summary>Since when Magister can not be blamed for not knowing it; null when it can.</summary>
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
/// <param name="Reason">In a word or two.</param>
/// <param name="Since">Lists begun before this could not tell of it.</param>
internal sealed record Excuse(string Reason, DateTimeOffset Since);
