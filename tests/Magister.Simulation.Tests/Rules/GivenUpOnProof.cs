using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// A rent without an answer is given up only because of a list, requested since, that shows another instance of ours and so is the
/// account's, or because of three that show nothing: a single empty one may be a lie.
/// </summary>
internal sealed class GivenUpOnProof(World world) : Rule(world)
{
    private const int EmptyListsThatProve = 3;

    private readonly Dictionary<long, DateTimeOffset> intendedAt = [];
    private readonly List<TakenList> lists = [];
    private readonly List<(long OfferId, DateTimeOffset IntendedAt)> givenUp = [];

    public override void LostDirectory()
    {
        intendedAt.Clear();
        givenUp.Clear();
        lists.Clear();
    }

    public override void Took(TakenList list) => lists.Add(list);

    public override void Recorded(Recorded recorded)
    {
        switch (recorded.Fact)
        {
            case RentIntended rent:
                if (intendedAt.Count == 0 && givenUp.Count == 0) lists.Clear();
                intendedAt[rent.Offer.Id] = Now;
                break;
            case RentAccepted rent: intendedAt.Remove(rent.OfferId); break;
            case RentRefused rent: intendedAt.Remove(rent.OfferId); break;
            case RentNeverHappened rent when intendedAt.Remove(rent.OfferId, out var at): givenUp.Add((rent.OfferId, at)); break;
            default: break;
        }
    }

    // The list that ended it is reported after the fact that it led to.
    public override void Turned(Life life)
    {
        foreach (var (offerId, at) in givenUp)
        {
            var since = lists.Where(list => list.BegunAt >= at).ToArray();
            Demand(
                since.Any(list => list.ShowsOurs) || since.Length >= EmptyListsThatProve,
                $"the rent of offer {offerId} is given up after {since.Length} lists, none of which shows anything of ours");
        }

        givenUp.Clear();
    }

    // The list behind a fact that was recorded right before a kill was never reported.
    public override void Began(Life life) => givenUp.Clear();
}
