using System.Collections.Immutable;
using Magister.Journal.Shared;

namespace Magister.Journal.Tests.Support;

/// <summary>What goes wrong with one call of a database.</summary>
internal enum DatabaseFault
{
    None,

    /// <summary>It is not carried out.</summary>
    NotDone,

    /// <summary>It is carried out, and the answer is lost.</summary>
    AnswerLost,

    /// <summary>It gets no answer, and is carried out a while later.</summary>
    DoneLater,
}

/// <summary>One Magister's connection to a <see cref="MemoryFleetStore"/>.</summary>
internal sealed class MemoryFleetDatabase(MemoryFleetStore store) : IFleetDatabase
{
    /// <summary>Called before each call, with its name.</summary>
    public Func<string, DatabaseFault> Fault { get; set; } = _ => DatabaseFault.None;

    /// <summary>Schedules what is carried out later.</summary>
    public Action<Action> Later { get; set; } = _ => { };

    /// <summary>Called for each call that was carried out, with its name, before its answer arrives or is lost.</summary>
    public Action<string> Done { get; set; } = _ => { };

    public string Place => "memory";

    public FleetLook Look(long after) => Call(nameof(Look), () => store.Look(after));

    public long? TryLead(FleetMember candidate, long epochSeen, TimeSpan lease) => Call(nameof(TryLead), () => store.TryLead(candidate, epochSeen, lease));

    public bool Renew(long epoch, TimeSpan lease) => Call(nameof(Renew), () => store.Renew(epoch, lease));

    public void Resign(long epoch) => Call(nameof(Resign), () =>
    {
        store.Resign(epoch);
        return true;
    });

    public bool Agree(long epoch, string configuration) => Call(nameof(Agree), () => store.Agree(epoch, configuration));

    public AppendResult Append(long epoch, long after, IReadOnlyList<string> lines, IReadOnlyList<WordAnswer> answers) =>
        Call(nameof(Append), () => store.Append(epoch, after, lines, answers));

    public AppendResult Compact(long epoch, long upTo, string header, IReadOnlyList<string> lines) =>
        Call(nameof(Compact), () => store.Compact(epoch, upTo, header, lines));

    public ImmutableArray<long> Put(IReadOnlyList<string> words) => Call(nameof(Put), () => store.Put(words));

    public ImmutableArray<Word> Words(int atMost) => Call(nameof(Words), () => store.Words(atMost));

    public ImmutableArray<WordAnswer> Answers(IReadOnlyList<long> ids) => Call(nameof(Answers), () => store.Answers(ids));

    public ImmutableArray<FleetMember> Attend(FleetMember member, TimeSpan within) => Call(nameof(Attend), () => store.Attend(member, within));

    public void Dispose()
    {
    }

    private T Call<T>(string name, Func<T> call)
    {
        var fault = Fault(name);
        if (fault is DatabaseFault.NotDone) throw new FleetDatabaseException("the connection was lost");
        if (fault is DatabaseFault.DoneLater)
        {
            Later(() => Do(name, call));
            throw new FleetDatabaseException("the connection was lost");
        }

        var result = Do(name, call);
        return fault is DatabaseFault.AnswerLost ? throw new FleetDatabaseException("the connection was lost") : result;
    }

    private T Do<T>(string name, Func<T> call)
    {
        var result = call();
        Done(name);
        return result;
    }
}
