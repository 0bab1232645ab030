using System.Collections.Immutable;
using Magister.Notifications;

namespace Magister.Tests.Notifications;

public sealed class NotificationPolicyTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Alert Short = new(AlertKind.FleetShort, 0, "the fleet is short", "the fleet is whole", null, TimeSpan.FromMinutes(15));

    private NoticeMemory memory = NoticeMemory.Empty;

    [Fact]
    public void Trouble_IsToldOnceAfterItsGrace_AgainAfterADay_AndWhenItIsOver()
    {
        Assert.Empty(At(0, Short));
        Assert.Empty(At(14.9, Short));
        var begun = Assert.Single(At(15, Short));
        Assert.Equal((AlertKind.FleetShort, NotificationState.Begun, Start), (begun.Kind, begun.State, begun.Since));
        Assert.Equal(["the fleet is short"], begun.Texts.AsEnumerable());
        Assert.Empty(At(16, Short with { Text = "the fleet is shorter" }));
        Assert.Empty(At(15 + (24 * 60) - 1, Short));
        Assert.Equal(NotificationState.Still, Assert.Single(At(15 + (24 * 60), Short)).State);
        Assert.Empty(At(16 + (24 * 60), Short));
        var over = Assert.Single(At(17 + (24 * 60)));
        Assert.Equal((NotificationState.Over, "the fleet is whole", Start), (over.State, Assert.Single(over.Texts), over.Since));
        Assert.Empty(At(18 + (24 * 60)));
    }

    [Fact]
    public void Trouble_ThatPassesWithinItsGrace_IsNeverTold_AndItsGraceBeginsAnew()
    {
        Assert.Empty(At(0, Short));
        Assert.Empty(At(10));
        Assert.Empty(At(11, Short));
        Assert.Empty(At(20, Short));
        Assert.Single(At(26, Short));
    }

    [Fact]
    public void Trouble_ThatKnowsItsBeginning_CountsFromThere() =>
        Assert.Single(At(10, Short with { Since = Start.AddMinutes(-5) }));

    [Fact]
    public void Troubles_OfOneKindAtOnce_AreOneMessage()
    {
        Alert[] machines = [.. Enumerable.Range(1, 12).Select(id => new Alert(AlertKind.MachineFailing, id, $"machine {id}", $"machine {id} rests", null, TimeSpan.Zero))];
        var messages = At(0, [.. machines, Short with { Grace = TimeSpan.Zero }]);
        Assert.Equal([AlertKind.FleetShort, AlertKind.MachineFailing], messages.Select(message => message.Kind));
        Assert.Equal(12, messages[1].Texts.Length);
        Assert.Empty(At(1, [.. machines, Short]));
        var over = Assert.Single(At(2, [.. machines[1..], Short]));
        Assert.Equal("machine 1 rests", Assert.Single(over.Texts));
    }

    private ImmutableArray<Notification> At(double minutes, params Alert[] troubles)
    {
        (var messages, memory) = NotificationPolicy.Decide(troubles, Start.AddMinutes(minutes), memory);
        return messages;
    }
}
