namespace Magister.Simulator.Market;

/// <summary>The account that pays; what its instances cost is taken from its credit.</summary>
internal sealed class Account(double credit, DateTimeOffset now)
{
    private readonly Meter _spent = new(now);
    private double _deposited = credit;

    public double Rate => _spent.Rate;

    public double Spent(DateTimeOffset now) => _spent.At(now);

    public double Credit(DateTimeOffset now) => Math.Max(0, _deposited - _spent.At(now));

    public bool IsEmpty(DateTimeOffset now) => Credit(now) < 1e-9;

    /// <summary>When the credit will run out at the present rate.</summary>
    public DateTimeOffset? EmptyAt(DateTimeOffset now)
    {
        var hours = Rate > 1e-12 ? Credit(now) / Rate : double.PositiveInfinity;
        return hours < 1e6 ? now + TimeSpan.FromHours(hours) + TimeSpan.FromMilliseconds(1) : null;
    }

    public void SetCredit(double credit, DateTimeOffset now) => _deposited = credit + _spent.At(now);

    public void ChangeRate(double difference, DateTimeOffset now) => _spent.Change(_spent.Rate + difference, now);
}
