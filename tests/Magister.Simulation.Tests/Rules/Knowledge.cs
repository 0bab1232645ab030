using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// Keeps account of what Magister cannot know because the market itself has hidden it: an instance whose label was given back, one of a
/// lost state directory, and in worlds of lies one whose rent Vast had denied. Each such excuse ends with the first true list that shows
/// the instance. That a known instance is gone is excused only if three lists in a row lacked it.
/// </summary>
internal sealed class Knowledge(World world) : Rule(world)
{
    private const int ListsThatProve = 3;
    private static readonly TimeSpan LongestShow = TimeSpan.FromMinutes(2);

    private Dictionary<long, int> lackedBy = [];
    private readonly HashSet<long> wereOurs = [];

    public override void Born(InstanceBook book)
    {
        wereOurs.Add(book.Id);
        if (book.Rent is { } rent && rent.Directory != World.Lives.Directory) Excuse(book, "state lost", book.Truth.ListedFrom);
        else if (World.Plan.IsHostile && !IsPending(book)) Excuse(book, "denied", book.Truth.ListedFrom);
        else if (book.Rent is null) Excuse(book, "made by somebody else", book.Truth.ListedFrom);
    }

    public override void Changed(InstanceBook book)
    {
        if (!book.IsAlive || !book.IsOurs || book.OursSince != Now || !wereOurs.Contains(book.Id) || book.ForeignSince is null) return;
        if (book.Excuse?.Reason is not Truth.Excuse.LabelGivenBack) Excuse(book, Truth.Excuse.LabelGivenBack, Now);
    }

    public override void LostDirectory()
    {
        foreach (var book in World.Books.Ours) Excuse(book, "state lost", Moments.Later(Now, book.Truth.ListedFrom));
    }

    // What lists lacked is evidence only in the life that took them.
    public override void Began(Life life) => lackedBy.Clear();

    public override void Took(TakenList list) => lackedBy = (list.Lacked ?? []).ToDictionary(id => id, id => lackedBy.GetValueOrDefault(id) + 1);

    public override void Recorded(Recorded recorded)
    {
        switch (recorded.Fact)
        {
            case Released released: Say(released.InstanceId, book => book.ForeignSince is not null && Now - book.OursSince < LongestShow ? Truth.Excuse.LabelGivenBack : null); break;
            case Destroyed destroyed: Say(destroyed.InstanceId, _ => null); break;
            case ConfirmedGone gone: Say(gone.InstanceId, _ => WasDenied(gone.InstanceId) ? "denied" : null); break;
            case RentNeverHappened rent when World.Plan.Lies is Lies.LateLists or Lies.EmptyLists: Deny(rent.OfferId); break;
            case RentRefused rent when World.Plan.Lies is Lies.RefusedRents: Deny(rent.OfferId); break;
            // One that Vast had denied is mistaken for the result of a later rent of its offer.
            case RentAccepted { FoundInList: true } rent when World.Plan.IsHostile: Deny(rent.OfferId); break;
            default: break;
        }
    }

    public override void Turned(Life life)
    {
        if (!life.IsRecorded) return;
        foreach (var book in World.Books.Ours)
        {
            if (!IsKnown(World, life, book)) continue;
            book.KnownSince ??= Now;
            book.Excuse = null;
        }
    }

    public static bool IsKnown(World world, Life life, InstanceBook book) =>
        life.State.Leases.ContainsKey(book.Id) || IsPending(world, life, book);

    // A later rent of the same offer is not the one it came from.
    private static bool IsPending(World world, Life life, InstanceBook book) =>
        life.State.Rents.ContainsKey(book.OfferId!.Value) && world.Facts.IntendedAt(VastEndpoint.Create, book.OfferId.Value) <= book.Truth.RentedAt;

    private bool IsPending(InstanceBook book) => World.Lives.Current is { } life && IsPending(World, life, book);

    private void Say(long instanceId, Func<InstanceBook, string?> reason)
    {
        if (World.Books.Find(instanceId) is not { } book) return;
        book.SaidToHaveEndedAt = Now;
        if (book is { IsAlive: true, IsOurs: true } && reason(book) is { } excuse) Excuse(book, excuse, Now);
    }

    // The list that proved it is reported after the fact that it led to.
    private bool WasDenied(long instanceId) => World.Plan.Lies is Lies.EmptyLists && lackedBy.GetValueOrDefault(instanceId) >= ListsThatProve - 1;

    private void Deny(long offerId)
    {
        foreach (var book in World.Books.Ours.Where(book => book.OfferId == offerId)) Excuse(book, "denied", book.Truth.ListedFrom);
    }

    private void Excuse(InstanceBook book, string reason, DateTimeOffset since)
    {
        World.Tally.Count("forced", reason);
        World.Log.Say($"instance {book.Id} cannot be known: {reason}");
        book.Excuse = new Excuse(reason, since);
        book.WasExcused = true;
        book.KnownSince = null;
    }
}
