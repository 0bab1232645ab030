using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// Rule 3: a verify that was answered with 200 is not forgotten, and an instance whose drop was answered with 200 is eventually gone,
/// whichever life it is by then. A lost state directory takes its promises along.
/// </summary>
internal sealed class PromisesKept(World world) : Rule(world)
{
    private readonly List<Promise> drops = [];
    private readonly HashSet<long> begun = [];
    private DateTimeOffset? calmedAt;

    public override void CallAnswered(CallerCall call, int? status, int directory)
    {
        if (status is not 200) return;
        if (call is CallerCall.Drop)
        {
            if (CallAddress.OfferIdOf(call) is { } offerId) drops.Add(new Promise(offerId, Now, directory, World.Books.Ours.Count(book => book.OfferId == offerId) > 1));
        }
        else if (call is CallerCall.Verify && World.Books.Find(call.InstanceId) is { VerifiedAt: null } book)
        {
            (book.VerifiedAt, book.VerifiedDirectory) = (Now, directory);
        }
    }

    public override void Recorded(Recorded recorded)
    {
        switch (recorded.Fact)
        {
            case DestroyIntended intended when begun.Add(intended.InstanceId): LookForVerify(intended); break;
            case Adopted adopted: begun.Remove(adopted.InstanceId); break;
            default: break;
        }
    }

    public override void LostDirectory() => begun.Clear();

    public override void Calmed() => calmedAt = Now;

    public override void WorldEnded()
    {
        foreach (var book in World.Books.Ours)
        {
            foreach (var drop in drops) Demand(!IsBroken(book, drop), $"instance {book.Id} is alive, and its drop was accepted {(Now - drop.At).TotalSeconds:0} s ago");
        }
    }

    // A destroy that was begun before the verify goes on.
    private void LookForVerify(DestroyIntended intended)
    {
        if (intended.Cause is not DestroyCause.MissedDeadline) return;
        if (World.Books.Find(intended.InstanceId) is not { VerifiedAt: { } at } book || book.VerifiedDirectory != World.Lives.Directory) return;
        // Calls made while the database is away are heard once it is back.
        if (World.Lives.Homes.OfType<SharingHome>().Any(home => home.Kept.Contains(Waiting(book), StringComparison.Ordinal))) return;

        // An instance that Vast had denied may be mistaken for a later rent of the same offer.
        if (World.Plan.IsHostile && book.WasExcused) return;
        Broken(FormattableString.Invariant($"instance {book.Id} was verified {(Now - at).TotalSeconds:0.0} s ago and is destroyed for its deadline"));
    }

    private static string Waiting(InstanceBook book) => Running.Sharing.Words.Write(new EngineInput.VerifyReceived(book.OfferId!.Value));

    // Of several instances of one offer, possible only if Vast denies its rents, a drop means the newest.
    private bool IsBroken(InstanceBook book, Promise drop) =>
        drop.OfferId == book.OfferId
        && drop.At >= book.MeantSince
        && drop.Directory == World.Lives.Directory
        && !(book.WasExcused && (drop.HadSeveral || book.KnownSince is not { } known || known > drop.At))
        && !(book.ForeignSince > drop.At)
        && Now > Moments.Later(drop.At, calmedAt ?? Now) + World.RestBound;

    /// <summary>A drop that was answered with 200.</summary>
    /// <param name="Directory">The state directory that was in use.</param>
    /// <param name="HadSeveral">Several instances of the offer were alive.</param>
    private sealed record Promise(long OfferId, DateTimeOffset At, int Directory, bool HadSeveral);
}
