using System.Collections.Immutable;
using Magister.Fleet;

namespace Magister.Cli.Steering;

/// <summary>The parts that are read of <c>GET /costs</c>.</summary>
internal sealed record CostsAnswer
{
    public required string By { get; init; }

    public required DateOnly Since { get; init; }

    public DateOnly? BilledUntil { get; init; }

    public double TotalUsd { get; init; }

    public double NeverWorkedUsd { get; init; }

    public double TodayUsd { get; init; }

    public double MonthUsd { get; init; }

    public double MonthForecastUsd { get; init; }

    public int UncertainRents { get; init; }

    public required ImmutableArray<CostGroup> Rows { get; init; }
}
