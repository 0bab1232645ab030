using Magister.Fleet.Market;
using Magister.Vast.Wire;

namespace Magister.Vast.Calls;

/// <summary>Assembles the pages of one instance list and says when, and whether, it is complete.</summary>
internal sealed class ListingAssembly(string? label)
{
    /// <summary>100,000 instances at 25 per page.</summary>
    public const int MaxPages = 4_000;

    private readonly Dictionary<long, ListedInstance> instances = [];
    private readonly HashSet<string> tokens = new(StringComparer.Ordinal);
    private int pages;
    private int unreadable;

    /// <summary>Where the next page starts.</summary>
    public string? Token { get; private set; }

    /// <summary>The list, or why there is none; null if another page follows.</summary>
    public Outcome<InstanceListing>? Add(InstancePage page)
    {
        var known = instances.Count;
        foreach (var row in page.Rows) instances[row.Id] = row;

        pages++;
        unreadable += page.Unreadable;
        Token = page.NextToken;
        if (Token is null) return End(page.Total);
        return !tokens.Add(Token) ? Incomplete("a page's token came twice", page.Total)
            : instances.Count == known ? Incomplete("a page before the last brought nothing new", page.Total)
            : pages >= MaxPages ? Incomplete($"there are more than {MaxPages} pages", page.Total)
            : null;
    }

    private Outcome<InstanceListing> End(long? total)
    {
        if (unreadable > 0) return Incomplete($"{unreadable} rows have no id", total);
        if (total != instances.Count) return Incomplete("the numbers differ", total);

        // Applying the filter is up to Vast; whether it did shows only here. Rows with another label count, but are ignored.
        var ours = instances.Values.Where(instance => label is null || string.Equals(instance.Label, label, StringComparison.Ordinal));
        return new Outcome<InstanceListing>.Done(new InstanceListing([.. ours.OrderBy(instance => instance.Id)]));
    }

    private Outcome<InstanceListing>.Unknown Incomplete(string cause, long? total)
    {
        var ofTotal = total?.ToString() ?? "an unknown number of";
        return new($"the instance list is incomplete ({cause}): {instances.Count} of {ofTotal} instances came");
    }
}
