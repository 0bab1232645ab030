using Magister.Cli.DryRuns;
using Magister.Fleet;
using Magister.Fleet.Market;
using Magister.Tests.Configuration;
using Magister.Tests.Events;

namespace Magister.Tests.Cli.DryRuns;

public sealed class DryRunTests
{
    [Fact]
    public async Task Run_OfAFleetSinceDaysWhoseBillsWereNotRead_AsksForNoneAndMissesNone()
    {
        var fleet = FleetState.Empty;
        foreach (var recorded in new Facts().Rented(7, 70, verified: true)) fleet = fleet.Apply(recorded);
        var now = Facts.Epoch.AddDays(2);
        List<EngineCall> asked = [];

        var report = await new DryRun(Configured.Settings("", ("NUMBER_INSTANCES", "1")).Fleet, fleet, now, call =>
        {
            asked.Add(call);
            return Task.FromResult(call switch
            {
                EngineCall.List list => list.Ended(new Outcome<InstanceListing>.Done(new InstanceListing([Row(70)]))),
                EngineCall.Account account => account.Ended(new Outcome<AccountStanding>.Done(new AccountStanding(20))),
                _ => call.Broken("not served"),
            });
        }).RunAsync(null);

        Assert.DoesNotContain(asked, call => call is EngineCall.Charges);
        Assert.Empty(report.Problems);
        Assert.Null(report.End);
    }

    private static ListedInstance Row(long id) => new() { Id = id, Label = FleetSettings.Label, ActualStatus = "running", Hardware = Facts.Offer(7) };
}
