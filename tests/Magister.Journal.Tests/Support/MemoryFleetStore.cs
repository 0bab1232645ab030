using System.Collections.Immutable;
using Magister.Journal.Shared;

namespace Magister.Journal.Tests.Support;

/// <summary>A database's content for one fleet, in memory: every Magister connects to it with its own <see cref="MemoryFleetDatabase"/>.</summary>
/// <param name="clock">The database's clock.</param>
internal sealed class MemoryFleetStore(TimeProvider clock)
{
    private readonly SortedDictionary<long, (string Text, string? Answer, DateTimeOffset? AnsweredAt)> words = [];
    private readonly Dictionary<string, (FleetMember Member, DateTimeOffset At)> members = [];
    private List<string> facts = [];
    private FleetMember? leader;
    private DateTimeOffset? ledSince;
    private DateTimeOffset leaseUntil = DateTimeOffset.MinValue;
    private long lastSequence;
    private long snapshotSequence;
    private string? header;
    private string? configuration;
    private long lastWord;

    /// <summary>The number of the last lead; 0 if there was none.</summary>
    public long Epoch { get; private set; }

    /// <summary>The name of the last leader; null if there was none.</summary>
    public string? LeaderName => leader?.Name;

    /// <summary>Whether the last lead is still valid.</summary>
    public bool IsLed => leaseUntil > clock.GetUtcNow();

    public FleetLook Look(long after)
    {
        var isWhole = after < snapshotSequence;
        var left = leaseUntil - clock.GetUtcNow();
        return new FleetLook(
            Epoch, leader, ledSince, left > TimeSpan.Zero ? left : TimeSpan.Zero, lastSequence, snapshotSequence, header, configuration, isWhole,
            isWhole ? [.. facts] : [.. facts.Skip((int)(facts.Count - lastSequence + after))]);
    }

    public long? TryLead(FleetMember candidate, long epochSeen, TimeSpan lease)
    {
        if (Epoch != epochSeen || leaseUntil > clock.GetUtcNow()) return null;
        (leader, ledSince, leaseUntil) = (candidate, clock.GetUtcNow(), clock.GetUtcNow() + lease);
        return ++Epoch;
    }

    public bool Renew(long mine, TimeSpan lease)
    {
        if (mine != Epoch) return false;
        leaseUntil = clock.GetUtcNow() + lease;
        return true;
    }

    public void Resign(long mine)
    {
        if (mine == Epoch) leaseUntil = clock.GetUtcNow();
    }

    public bool Agree(long mine, string agreed)
    {
        if (mine != Epoch) return false;
        configuration = agreed;
        return true;
    }

    public AppendResult Append(long mine, long after, IReadOnlyList<string> lines, IReadOnlyList<WordAnswer> answers)
    {
        if (mine != Epoch) return AppendResult.Deposed;
        if (after != lastSequence) return AppendResult.OutOfTurn;
        facts.AddRange(lines);
        lastSequence += lines.Count;
        foreach (var answer in answers)
        {
            if (words.TryGetValue(answer.Id, out var word) && word.Answer is null) words[answer.Id] = word with { Answer = answer.Text, AnsweredAt = clock.GetUtcNow() };
        }

        return AppendResult.Done;
    }

    public AppendResult Compact(long mine, long upTo, string snapshotHeader, IReadOnlyList<string> lines)
    {
        if (mine != Epoch) return AppendResult.Deposed;
        if (upTo != lastSequence) return AppendResult.OutOfTurn;
        (facts, snapshotSequence, header) = ([.. lines], upTo, snapshotHeader);
        return AppendResult.Done;
    }

    public ImmutableArray<long> Put(IReadOnlyList<string> texts)
    {
        foreach (var text in texts) words.Add(++lastWord, (text, null, null));
        return [.. texts.Select((_, index) => lastWord - texts.Count + 1 + index)];
    }

    public ImmutableArray<Word> Words(int atMost) =>
        [.. words.Where(word => word.Value.Answer is null).Take(atMost).Select(word => new Word(word.Key, word.Value.Text))];

    public ImmutableArray<WordAnswer> Answers(IReadOnlyList<long> ids) =>
        [.. from id in ids where words.GetValueOrDefault(id).Answer is not null select new WordAnswer(id, words[id].Answer!)];

    public ImmutableArray<FleetMember> Attend(FleetMember member, TimeSpan within)
    {
        var longAgo = clock.GetUtcNow() - TimeSpan.FromMinutes(1);
        foreach (var id in words.Where(word => word.Value.AnsweredAt < longAgo).Select(word => word.Key).ToArray()) words.Remove(id);
        var others = members.Values.Where(other => other.At >= clock.GetUtcNow() - within && other.Member.Name != member.Name).Select(other => other.Member).ToImmutableArray();
        members[member.Name] = (member, clock.GetUtcNow());
        return others;
    }

    /// <summary>As after a failover to a replica that lacks the last facts.</summary>
    public void Lose(int lastFacts)
    {
        lastSequence -= lastFacts;
        facts.RemoveRange(facts.Count - lastFacts, lastFacts);
    }
}
