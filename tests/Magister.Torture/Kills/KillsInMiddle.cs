using Magister.Torture.Verdicts;

namespace Magister.Torture.Kills;

/// <summary>How many kills hit a rent or a destroy that was intended and not answered yet.</summary>
internal static class KillsInMiddle
{
    public static (int Rents, int Destroys) Count(Evidence evidence)
    {
        var rents = new HashSet<long?>();
        var destroys = new HashSet<long?>();
        var (hitRents, hitDestroys) = (0, 0);
        foreach (var fact in evidence.Facts)
        {
            switch (fact.Kind)
            {
                case "Started":
                    (hitRents, hitDestroys) = (hitRents + Math.Sign(rents.Count), hitDestroys + Math.Sign(destroys.Count));
                    rents.Clear();
                    destroys.Clear();
                    break;
                case "RentIntended": rents.Add(fact.OfferId); break;
                case "RentAccepted" or "RentRefused" or "RentUncertain": rents.Remove(fact.OfferId); break;
                case "DestroyIntended": destroys.Add(fact.InstanceId); break;
                case "Destroyed" or "DestroyFailed": destroys.Remove(fact.InstanceId); break;
                default: break;
            }
        }

        return (hitRents, hitDestroys);
    }
}
