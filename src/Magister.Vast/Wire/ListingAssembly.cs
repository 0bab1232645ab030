using System.Globalization;
using Magister.Fleet.Market;

namespace Magister.Vast.Wire;

/// <summary>Puts the pages of one instance list together and says when, and whether, it is complete.</summary>
internal sealed class ListingAssembly(string label)
{
    /// <summary>100,000 instances at 25 a page.</summary>
    public const int PagesMost = 4_000;

    private readonly Dictionary<long, ListedInstance> _instances = [];
    private readonly HashSet<string> _tokens = new(StringComparer.Ordinal);
    private int _pages;
    private int _unreadable;

    /// <summary>Where the next page starts.</summary>
    public string? Token { get; private set; }

    /// <summary>The list, or why there is none; null as long as another page is to come.</summary>
    public Outcome<InstanceListing>? Add(InstancePage page)
    {
        var known = _instances.Count;
        foreach (var row in page.Rows)
        {
            _instances[row.Id] = row;
        }

        _pages++;
        _unreadable += page.Unreadable;
        Token = page.NextToken;
        if (Token is null)
        {
            return End(page.Total);
        }

        return !_tokens.Add(Token) ? Incomplete("a page's token came twice", page.Total)
            : _instances.Count == known ? Incomplete("a page before the last brought nothing new", page.Total)
            : _pages >= PagesMost ? Incomplete($"there are more than {PagesMost} pages", page.Total)
            : null;
    }

    private Outcome<InstanceListing> End(long? total)
    {
        if (_unreadable > 0)
        {
            return Incomplete($"{_unreadable} rows have no id", total);
        }

        if (total != _instances.Count)
        {
            return Incomplete("the numbers differ", total);
        }

        // The filter is Vast's; whether it was applied is seen only here. Rows with another label count, but are nobody's business.
        var ours = _instances.Values.Where(instance => string.Equals(instance.Label, label, StringComparison.Ordinal));
        return new Outcome<InstanceListing>.Done(new InstanceListing([.. ours.OrderBy(instance => instance.Id)]));
    }

    private Outcome<InstanceListing>.Unknown Incomplete(string cause, long? total)
    {
        var ofTotal = total?.ToString(CultureInfo.InvariantCulture) ?? "an unknown number of";
        return new(string.Create(
            CultureInfo.InvariantCulture, $"the instance list is incomplete ({cause}): {_instances.Count} of {ofTotal} instances came"));
    }
}
