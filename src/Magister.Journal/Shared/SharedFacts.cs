using System.Collections.Immutable;
using System.Text;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal.Lines;

namespace Magister.Journal.Shared;

/// <summary>The result of reading a look at the database: one of a closed family.</summary>
public abstract record SharedReading
{
    private SharedReading()
    {
    }

    /// <param name="State">The fleet now.</param>
    /// <param name="News">The facts since, in order, without those that are in a snapshot by now.</param>
    public sealed record Done(FleetState State, ImmutableArray<Recorded> News) : SharedReading;

    /// <summary>The database cannot be followed.</summary>
    public sealed record Refused(string Reason) : SharedReading;
}

/// <summary>Reads a fleet's facts from the contents of the database.</summary>
public static class SharedFacts
{
    /// <param name="known">The fleet with all facts up to the requested number.</param>
    public static SharedReading Read(FleetLook look, FleetState known)
    {
        ArgumentNullException.ThrowIfNull(look);
        ArgumentNullException.ThrowIfNull(known);
        if (look.LastSequence < known.LastSequence) return new SharedReading.Refused(Behind(look, known.LastSequence));
        return look.IsWhole ? ReadWhole(look, known) : ReadNews(look, known);
    }

    /// <summary>The figures of the journal, for whoever continues to write it.</summary>
    /// <param name="whole">A look at all lines.</param>
    public static JournalFigures Figures(FleetLook whole)
    {
        ArgumentNullException.ThrowIfNull(whole);
        var size = SizeOf([HeaderOf(whole), .. whole.Lines]);
        var after = (int)(whole.LastSequence - whole.SnapshotSequence);
        return new JournalFigures { Size = size, SnapshotSize = size - SizeOf(whole.Lines[^after..]), LastSequence = whole.LastSequence };
    }

    /// <summary>The contents that the journal's file would have.</summary>
    /// <param name="whole">A look at all lines.</param>
    public static byte[] Content(FleetLook whole)
    {
        ArgumentNullException.ThrowIfNull(whole);
        return Encoding.UTF8.GetBytes(string.Concat(new[] { HeaderOf(whole) }.Concat(whole.Lines).Select(line => $"{line}\n")));
    }

    internal static string Behind(FleetLook look, long known) =>
        $"it ends with fact {look.LastSequence}, but fact {known} was in it: it has lost what was recorded, as a replica that took over too early has. "
        + "Bring the lost facts back, or restart every Magister to go on from what is there";

    internal static long SizeOf(IReadOnlyList<string> lines) => lines.Sum(line => Encoding.UTF8.GetByteCount(line) + 1L);

    private static string HeaderOf(FleetLook look)
    {
        if (look.Header is { } header) return header;
        var lines = new LineWriter();
        lines.Header(JournalHeader.ForNothing());
        return LineWriter.TextsOf(lines.Written)[0];
    }

    private static SharedReading ReadWhole(FleetLook look, FleetState known)
    {
        var first = Math.Max(known.LastSequence, look.SnapshotSequence);
        var news = ImmutableArray.CreateBuilder<Recorded>();
        return Replay.Read(Content(look), fact => { if (fact.Recorded.Sequence > first) news.Add(fact.Recorded); }) switch
        {
            ReplayResult.Whole whole => new SharedReading.Done(whole.State, news.DrainToImmutable()),
            ReplayResult.Broken broken => Damaged(broken.Line, broken.Reason),
            ReplayResult.Newer newer => new SharedReading.Refused($"it has format {newer.Version}, which a newer Magister wrote: run that one"),
            _ => throw new InvalidOperationException("A replay ended in a way that is not known."),
        };
    }

    private static SharedReading ReadNews(FleetLook look, FleetState known)
    {
        var state = known;
        var news = ImmutableArray.CreateBuilder<Recorded>(look.Lines.Length);
        foreach (var line in look.Lines)
        {
            var read = FactLines.Read(Encoding.UTF8.GetBytes(line), state.LastSequence + 1);
            if (read.Fact is not { } fact) return Damaged(state.LastSequence + 1, read.Problem);
            state = state.Apply(fact);
            news.Add(fact);
        }

        return new SharedReading.Done(state, news.DrainToImmutable());
    }

    private static SharedReading.Refused Damaged(long line, string? reason) => new($"it is damaged in line {line}: {reason}");
}
