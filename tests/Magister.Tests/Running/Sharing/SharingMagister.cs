using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal.Shared;
using Magister.Journal.Tests.Support;
using Magister.Ordinary;
using Magister.Running;
using Magister.Running.Sharing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Magister.Tests.Running.Sharing;

/// <summary>A Magister that shares a fleet, driven step by step as its loop does.</summary>
internal sealed class SharingMagister : IDisposable
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private readonly SteadyClock clock;

    public SharingMagister(string name, MemoryFleetStore store, TimeProvider time, string directory, int number = 2)
    {
        Database = new MemoryFleetDatabase(store);
        Kept = KeptWords.Open(Path.Combine(directory, name)).Words!;
        clock = new SteadyClock(time, DateTimeOffset.MinValue);
        Engine = new RecordedEngine(new Engine(OrdinaryFleet.Settings(number), FleetState.Empty), new FragileJournal());
        Configuration = $"number_instances\t{number}";
        Shared = new SharedFleet(
            Database, Kept, new FleetMember(name, "here", 0), Lease, FleetState.Empty, Engine, journal => journal, () => Configuration, clock, time, NullLogger<SharedFleet>.Instance);
    }

    public MemoryFleetDatabase Database { get; }

    public RecordedEngine Engine { get; }

    public KeptWords Kept { get; }

    public SharedFleet Shared { get; }

    public string Configuration { get; set; }

    public bool IsLeading { get; private set; }

    public List<Fact> Told { get; } = [];

    public FleetState State => Engine.State;

    /// <summary>One turn of the loop.</summary>
    public Turn Step(params Letter[] letters)
    {
        if (!IsLeading) return Follow(letters);
        Shared.Keep();
        Letter[] all = [.. letters, .. Shared.WordsOfOthers()];
        var turn = Hear(Engine.Take([.. all.Select(letter => letter.Input)], clock.Now));
        foreach (var (letter, reply) in all.Zip(turn.Replies))
        {
            if ((reply is null || !Shared.MayAct) && letter.Input is EngineInput.FromCaller { WordId: null }) Shared.Wait(letter);
            else letter.Reply?.Invoke(reply);
        }

        return Hear(Engine.Decide(clock.Now));
    }

    /// <summary>A call whose answer is added to the list.</summary>
    public static Letter Call(EngineInput.FromCaller input, List<CallerReply?> replies) => new(input, replies.Add);

    public void Dispose() => Kept.Dispose();

    private Turn Follow(Letter[] letters)
    {
        var step = Shared.Follow(letters);
        var turn = Hear(step.Turn ?? new Turn());
        if (!step.IsLeading) return turn;
        IsLeading = true;
        return Hear(Engine.Start(clock.Now, Shared.Begin()));
    }

    private Turn Hear(Turn turn)
    {
        Told.AddRange(turn.Written.Select(recorded => recorded.Fact));
        return turn;
    }
}
