using System.Text;
using System.Text.Json;
using Magister.Endpoints;
using Magister.Endpoints.Answers;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Ordinary;
using Magister.Running;
using Magister.Tests.Events;
using Microsoft.Extensions.Time.Testing;

namespace Magister.Tests.Endpoints.Answers;

public sealed class FleetAnswersTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly SteadyClock clock = new(new FakeTimeProvider(Facts.Epoch), Now);
    private readonly FleetSnapshot snapshot;
    private readonly FleetAnswers answers;
    private FleetState fleet = FleetState.Empty;

    public FleetAnswersTests()
    {
        snapshot = new FleetSnapshot(ViewOf(fleet));
        answers = new FleetAnswers(snapshot, clock);
    }

    [Fact]
    public void Answers_AfterEachFact_SayWhatTheWholeFleetIs()
    {
        AssertWhole();
        for (var number = 1; number <= 4; number++) Rent(number);
        Record(new DropRequested(OfferId: 2, InstanceId: 102, "it says \"instance_overview\":[]"));
        Record(new DestroyIntended(102, DestroyCause.Dropped, "it says \"instance_overview\":[]"));
        Record(new DestroyFailed(102, "HTTP 500: \"instance_overview\":[]"));
        Record(new Destroyed(102, WasGoneAlready: false));
        Rent(5);
        Record(new RentIntended(new Offer { Id = 6 }));
        Record(new RentUncertain(6, "no answer"));
        Record(new Destroyed(101, WasGoneAlready: true));
    }

    private void Rent(long number)
    {
        Record(new RentIntended(new Offer { Id = number, GpuName = "RTX 4090", Geolocation = "Sweden, SE", DphTotal = 0.25 * number }));
        Record(new RentAccepted(number, 100 + number, FoundInList: false));
    }

    private void Record(Fact fact)
    {
        fleet = fleet.Apply(new Recorded(fleet.LastSequence + 1, Now, fact));
        snapshot.Publish(ViewOf(fleet), null);
        AssertWhole();
    }

    private void AssertWhole()
    {
        Assert.Equal(JsonSerializer.Serialize(FleetResponses.Summary(snapshot.Current, clock.Now), ResponseJson.Default.SummaryResponse), Text(answers.Summary));
        Assert.Equal(Text(FleetAnswers.OfInstances(fleet.Leases.Values)), Text(answers.Instances));
    }

    private static string Text(StoredAnswer answer) => Encoding.UTF8.GetString(answer.Plain.Content);

    private static FleetView ViewOf(FleetState state) => new(state, 5, OrdinaryFleet.Settings(5), []);
}
