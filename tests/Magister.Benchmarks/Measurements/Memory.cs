using Magister.Benchmarks.Load;
using Magister.Benchmarks.Measuring;
using Magister.Benchmarks.Rows;

namespace Magister.Benchmarks.Measurements;

/// <summary>How much memory a Magister holds after 100,000 requests for <c>/summary</c>.</summary>
internal static class Memory
{
    private const long Requests = 100_000;
    private const long BigRequests = 5_000;
    private static readonly TimeSpan Portion = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Polling = TimeSpan.FromSeconds(5);

    public static Measurement OfTen => Of(10, "10", most: 60);

    public static Measurement OfThousand => Of(1000, "1,000", most: 75);

    private static Measurement Of(int number, string words, double most)
    {
        var (resident, anonymous, afterInstances) = (
            $"resident after 100,000 requests, {words} instances", $"resident, no file behind it, {words} instances",
            $"resident after 5,000 of /instances more, {words} instances");
        return Measurement.Fresh(
            [new RowPlan(resident, "MiB") { Limit = Limit.AtMost(most) }, new RowPlan(anonymous, "MiB"), new RowPlan(afterInstances, "MiB")],
            async (subject, _) =>
            {
                await using var fleet = await SettledFleet.StartAsync(subject, number, Polling);
                await fleet.ListsOnceMoreAsync(number);
                await AskAsync(fleet.Address("summary"), Requests);
                var readings = new List<Reading>
                {
                    new(resident, ProcessFigures.Resident(fleet.Magister.Id)), new(anonymous, ProcessFigures.Anonymous(fleet.Magister.Id)),
                };
                await AskAsync(fleet.Address("instances"), BigRequests);
                return [.. readings, new(afterInstances, ProcessFigures.Resident(fleet.Magister.Id))];
            });
    }

    private static async Task AskAsync(Uri address, long requests)
    {
        for (var made = 0L; made < requests;)
        {
            var report = await Wrk.RunAsync(address, Portion);
            if (report.Requests == 0) throw new InvalidOperationException($"{address} answers nothing");
            made += report.Requests;
        }
    }
}
