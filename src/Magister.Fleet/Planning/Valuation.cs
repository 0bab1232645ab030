using System.Runtime.InteropServices;
using Magister.Fleet.Market;

namespace Magister.Fleet.Planning;

/// <summary>The expected cost of an hour of work on an offer, and the parts of that figure.</summary>
/// <param name="PricePerHour">USD in all, including the disk that is rented.</param>
/// <param name="Works">The probability that a rent works, 0 to 1.</param>
/// <param name="BootHours">How long it takes until it works.</param>
/// <param name="LifeHours">How long it then works.</param>
/// <param name="FailedHours">How long failing rents take, for each one that works.</param>
public sealed record OfferValue(double PricePerHour, double Works, double BootHours, double LifeHours, double FailedHours)
{
    /// <summary>USD: the price of all hours paid for, per hour worked.</summary>
    public double UsdPerWorkingHour => LifeHours > 0 ? PricePerHour * (LifeHours + BootHours + FailedHours) / LifeHours : double.PositiveInfinity;
}

/// <summary>
/// Rates offers by how this fleet's rents went: on their machine, as far as it is known, else on its host's machines, else on all. Only failed
/// rents are held against the hours worked: one costs a few minutes, so among machines that work for days the price decides, and among those
/// that fail or are lost soon it does not.
/// </summary>
/// <param name="trial">
/// Draws the odds of each machine, as widely spread as they are uncertain, so that new ones are tried and bad ones retried at times
/// (Thompson sampling); null for the mean.
/// </param>
public sealed class Valuation(FleetState fleet, FleetSettings settings, DateTimeOffset now, Random? trial = null)
{
    // Before anything is known: four rents out of five work after two minutes, and one is lost per day. It weighs as much as two rents, so that
    // a fleet's first day says more.
    private static readonly Odds Usual = new(0.8, 1 / 30.0, 1 / 24.0);
    private const double UsualWeight = 2;

    // Machines of one host share its network and its ways: what is known about the whole fleet weighs only as much as four rents of the host's.
    private const double FleetWeight = 4;

    // A machine soon speaks for itself: what is known about its host weighs as much as two rents of its own.
    private const double HostWeight = 2;

    private readonly DateOnly day = CostTime.DayOf(now);
    private readonly Odds ofFleet = Usual.After(fleet.MachineBook.All.On(CostTime.DayOf(now)), UsualWeight);
    private readonly Dictionary<long, Odds> drawn = [];

    /// <summary>The value of an offer; null if it has no price.</summary>
    public OfferValue? Of(Offer offer) => Of(offer, OfferPrice.PerHour(offer, settings.Query));

    /// <summary>The same for an instance, by the price of its contract.</summary>
    public OfferValue? Of(Lease lease) => Of(lease.Offer, lease.Offer.DphTotal);

    private OfferValue? Of(Offer offer, double? pricePerHour)
    {
        if (pricePerHour is not { } price) return null;
        var odds = OddsOf(offer);
        var left = OfferRanking.SecondsLeft(offer, now) is { } seconds ? (seconds / 3600) - odds.BootHours : double.PositiveInfinity;
        var life = (1 - Math.Exp(-Math.Max(0, left) * odds.LossesPerHour)) / odds.LossesPerHour;
        return new OfferValue(price, odds.Works, odds.BootHours, life, (1 - odds.Works) / odds.Works * settings.VerificationTimeout.TotalHours);
    }

    // Offers of one machine share its odds, drawn once.
    private Odds OddsOf(Offer offer)
    {
        if (offer.MachineId is { } id && drawn.TryGetValue(id, out var known)) return known;
        var ofHost = ofFleet.After(fleet.MachineBook.OfHost(offer.HostId, day), FleetWeight);
        var figures = fleet.MachineBook.Of(offer.MachineId, day);
        var odds = trial is null ? ofHost.After(figures, HostWeight) : ofHost.DrawnAfter(figures, HostWeight, trial);
        if (offer.MachineId is { } machine) drawn[machine] = odds;
        return odds;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Odds(double Works, double BootHours, double LossesPerHour)
    {
        private const double MinLikelihood = 0.001;

        public Odds After(MachineFigures seen, double weight) => new(
            ((double)seen.Worked + (weight * Works)) / ((double)(seen.Worked + seen.Failed) + weight),
            ((double)seen.BootHours + (weight * BootHours)) / ((double)seen.Worked + weight),
            ((double)seen.Lost + weight) / ((double)seen.Hours + (weight / LossesPerHour)));

        // Beta for whether it works, gamma for losses over time.
        public Odds DrawnAfter(MachineFigures seen, double weight, Random trial)
        {
            var (worked, failed) = (Gamma((double)seen.Worked + (weight * Works), trial), Gamma((double)seen.Failed + (weight * (1 - Works)), trial));
            return After(seen, weight) with
            {
                Works = Math.Max(MinLikelihood, worked / (worked + failed)),
                LossesPerHour = Gamma((double)seen.Lost + weight, trial) / ((double)seen.Hours + (weight / LossesPerHour)),
            };
        }

        // Marsaglia and Tsang (2000), for a scale of 1.
        private static double Gamma(double shape, Random trial)
        {
            if (shape < 1) return Gamma(shape + 1, trial) * Math.Pow(1 - trial.NextDouble(), 1 / shape);
            var d = shape - (1.0 / 3);
            while (true)
            {
                var normal = Math.Sqrt(-2 * Math.Log(1 - trial.NextDouble())) * Math.Cos(2 * Math.PI * trial.NextDouble());
                var v = Math.Pow(1 + (normal / Math.Sqrt(9 * d)), 3);
                if (v > 0 && Math.Log(1 - trial.NextDouble()) < (0.5 * normal * normal) + d - (d * v) + (d * Math.Log(v))) return d * v;
            }
        }
    }
}
