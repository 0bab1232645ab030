using System.Diagnostics;
using Magister.Torture.Journal;

namespace Magister.Torture.Kills;

/// <summary>When Magister is killed: at any moment after its start, or right after it has recorded what it is about to do.</summary>
/// <param name="AwaitedFact">The kind of fact after which it is killed; null to go by time alone.</param>
/// <param name="Times">How many of these facts it may record.</param>
/// <param name="Delay">How long after its start, or after that fact.</param>
/// <param name="Longest">When it is killed if that fact never comes.</param>
internal sealed record KillMoment(string? AwaitedFact, int Times, TimeSpan Delay, TimeSpan Longest)
{
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(1.9);
    private static readonly TimeSpan LongLife = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Earliest = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(4);

    public static KillMoment Draw(Random random) => random.Next(20) switch
    {
        < 3 => After(null, 20, 400, random),
        < 9 => After(null, 400, 2000, random),
        < 12 => After("RentIntended", 0, 20, random),
        < 15 => After("RentIntended", 20, 500, random),
        < 17 => After("RentAccepted", 0, 30, random),
        < 18 => After("DropRequested", 0, 20, random),
        _ => After("DestroyIntended", 0, 60, random),
    };

    /// <summary>
    /// After its first rent, however long that takes. While nothing of the fleet is listed, three lists 5 seconds apart settle what is
    /// uncertain: a Magister that is killed sooner every time never rents again, and nothing more would be tested.
    /// </summary>
    public static KillMoment AfterRent() => new("RentAccepted", 1, TimeSpan.Zero, LongLife);

    /// <summary>
    /// Waits for the moment while following the journal. Except for the earliest, moments count from when Magister is up, which takes longer on
    /// a busy computer.
    /// </summary>
    /// <param name="journal">Read meanwhile.</param>
    /// <param name="hasEnded">Whether Magister has ended already.</param>
    public async Task AwaitAsync(JournalTail journal, Func<bool> hasEnded)
    {
        var clock = Stopwatch.StartNew();
        var due = AwaitedFact is null ? Delay : Longest;
        var isUp = due <= Earliest;
        var left = Times;
        while (clock.Elapsed < due && !hasEnded())
        {
            await Task.Delay(Glance);
            var seen = journal.Read();
            if (!isUp && seen.Any(fact => fact.Kind == "Started")) (isUp, due) = (true, due + clock.Elapsed);
            left -= seen.Count(fact => fact.Kind == AwaitedFact);
            if (left <= 0 && clock.Elapsed + Delay < due) due = clock.Elapsed + Delay;
        }
    }

    private static KillMoment After(string? fact, int least, int most, Random random) =>
        new(fact, fact is null ? int.MaxValue : random.Next(1, 4), TimeSpan.FromMilliseconds(random.Next(least, most)), ShortLife);
}
