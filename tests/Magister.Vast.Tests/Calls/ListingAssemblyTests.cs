using System.Globalization;
using Magister.Fleet.Market;
using Magister.Vast.Calls;
using Magister.Vast.Wire;

namespace Magister.Vast.Tests.Calls;

public sealed class ListingAssemblyTests
{
    private readonly ListingAssembly assembly = new("magister");

    [Fact]
    public void Add_MorePagesThanTheBound_IsUnknown()
    {
        Outcome<InstanceListing>? outcome = null;
        var pages = 0;
        while (outcome is null)
        {
            pages++;
            outcome = assembly.Add(Page(null, pages.ToString(CultureInfo.InvariantCulture), pages));
        }

        Assert.IsType<Outcome<InstanceListing>.Unknown>(outcome);
        Assert.Equal(ListingAssembly.MaxPages, pages);
    }

    [Fact]
    public void Add_InstanceOnTwoPages_CountsOnce()
    {
        Assert.Null(assembly.Add(Page(3, "a", 1, 2)));
        var done = Assert.IsType<Outcome<InstanceListing>.Done>(assembly.Add(Page(3, null, 2, 3)));
        Assert.Equal([1, 2, 3], done.Value.Instances.Select(instance => instance.Id));
    }

    [Fact]
    public void Add_LastPageEmptyAfterAFullOne_IsComplete()
    {
        Assert.Null(assembly.Add(Page(2, "a", 1, 2)));
        Assert.IsType<Outcome<InstanceListing>.Done>(assembly.Add(Page(2, null)));
    }

    [Fact]
    public void Add_UnreadableRow_IsUnknownEvenIfTheNumbersMatch()
    {
        var outcome = assembly.Add(Page(1, null, 1) with { Unreadable = 1 });
        Assert.IsType<Outcome<InstanceListing>.Unknown>(outcome);
    }

    private static InstancePage Page(long? total, string? next, params long[] ids) =>
        new([.. ids.Select(id => new ListedInstance { Id = id, Label = "magister", Hardware = new Offer { Id = 0 } })], 0, total, next);
}
