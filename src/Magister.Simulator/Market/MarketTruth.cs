using System.Collections.Immutable;

namespace Magister.Simulator.Market;

/// <summary>The market's own records at one moment: what really happened, whatever was answered.</summary>
public sealed record MarketTruth
{
    /// <summary>When this was taken.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Every instance there ever was, in order of birth.</summary>
    public required ImmutableArray<InstanceRecord> Instances { get; init; }

    /// <summary>The calls to the API in order of arrival; only the latest if there are very many.</summary>
    public required ImmutableArray<CallRecord> Calls { get; init; }

    /// <summary>The calls of Contemplants, watches and the Hierophant in the order in which they ended.</summary>
    public required ImmutableArray<CallerRecord> CallerCalls { get; init; }

    /// <summary>The number of all calls, including those no longer kept in <see cref="Calls"/>.</summary>
    public required long CallsMade { get; init; }

    /// <summary>The number of calls answered with 429, by a limit or a fault.</summary>
    public required long TooManyRequests { get; init; }

    /// <summary>Credit left, in USD.</summary>
    public required double Credit { get; init; }

    /// <summary>The most instances alive at once, by label and by label and Magister's address, such as <c>magister http://host:8555</c>.</summary>
    public required ImmutableSortedDictionary<string, int> Peaks { get; init; }

    /// <summary>Instances that exist now.</summary>
    public IEnumerable<InstanceRecord> Alive => Instances.Where(instance => instance.IsAlive);

    /// <summary>Calls that were answered with an error.</summary>
    public IEnumerable<CallRecord> Rejected => Calls.Where(call => call.WasRejected);

    /// <summary>USD spent on all instances so far.</summary>
    public double Cost => Instances.Sum(instance => instance.Cost);

    /// <summary>The calls to one endpoint.</summary>
    public IEnumerable<CallRecord> To(VastEndpoint endpoint) => Calls.Where(call => call.Endpoint == endpoint);

    /// <summary>The most instances of a kind that were alive at one moment. The label that counts is the one at the rent.</summary>
    public int PeakAlive(Func<InstanceRecord, bool> kind)
    {
        var steps = new List<(long Step, int Change)>();
        foreach (var instance in Instances.Where(kind))
        {
            steps.Add((instance.BornStep, 1));
            if (instance.GoneStep is { } gone) steps.Add((gone, -1));
        }

        var (alive, peak) = (0, 0);
        foreach (var (_, change) in steps.OrderBy(step => step.Step))
        {
            alive += change;
            peak = Math.Max(peak, alive);
        }

        return peak;
    }

    /// <summary>The most instances alive at once that were rented with this label and call this Magister.</summary>
    public int PeakAlive(string label, string magisterAddress) => PeakAlive(instance =>
        instance.RequestedLabel == label && instance.DropEndpoint?.StartsWith(magisterAddress.TrimEnd('/') + "/", StringComparison.Ordinal) == true);
}
