using System.Collections.Immutable;

namespace Magister.Fleet;

/// <summary>The history of machines that were rented, and of their hosts. Older figures count less. Bounded and immutable.</summary>
public sealed record MachineBook
{
    /// <summary>How many machines are remembered; those not heard of for the longest time go first.</summary>
    public const int MaxMachines = 10_000;

    /// <summary>After this many days a machine is forgotten: by then less than a two-hundredth of its figures counts.</summary>
    public const int MemoryDays = 8 * HalfLifeDays;

    private const int HalfLifeDays = 14;

    public static readonly MachineBook Empty = new();

    public RecentDictionary<MachineHistory> Machines { get; private init; } = new(machine => CostTime.StartOf(machine.Day));

    /// <summary>Everything that was ever rented, forgotten machines included.</summary>
    public MachineHistory All { get; private init; } = new(0, 0, DateOnly.MinValue, MachineFigures.None);

    private ImmutableSortedSet<(long HostId, long MachineId)> ByHost { get; init; } = [];

    /// <summary>A machine's figures, weighted for that day.</summary>
    public MachineFigures Of(long? machineId, DateOnly day) =>
        machineId is { } id && Machines.TryGetValue(id, out var machine) ? machine.On(day) : MachineFigures.None;

    /// <summary>The sum for all machines of a host.</summary>
    public MachineFigures OfHost(long? hostId, DateOnly day)
    {
        var sum = MachineFigures.None;
        if (hostId is not { } id) return sum;
        for (var place = ~ByHost.IndexOf((id, long.MinValue)); place >= 0 && place < ByHost.Count && ByHost[place].HostId == id; place++)
        {
            sum = sum.Plus(Of(ByHost[place].MachineId, day));
        }

        return sum;
    }

    internal MachineBook Add(long machineId, long? hostId, MachineFigures more, DateOnly day)
    {
        var was = Machines.GetValueOrDefault(machineId) ?? new MachineHistory(machineId, hostId, day, MachineFigures.None);
        var rest = Without(machineId);
        while (rest.Machines.OldestFirst.FirstOrDefault() is { } oldest
            && (rest.Machines.Count >= MaxMachines || day.DayNumber - oldest.Day.DayNumber > MemoryDays)) rest = rest.Without(oldest.MachineId);
        return rest.With(All.With(more, day), [(was with { HostId = hostId ?? was.HostId }).With(more, day)]);
    }

    internal MachineBook With(MachineHistory? all, IEnumerable<MachineHistory> machines) =>
        machines.Aggregate(this with { All = all ?? All }, (book, machine) => book.With(machine));

    private MachineBook With(MachineHistory machine) => this with
    {
        Machines = Machines.SetItem(machine.MachineId, machine),
        ByHost = machine.HostId is { } host ? ByHost.Add((host, machine.MachineId)) : ByHost,
    };

    private MachineBook Without(long machineId) => !Machines.TryGetValue(machineId, out var was) ? this : this with
    {
        Machines = Machines.Remove(machineId),
        ByHost = was.HostId is { } host ? ByHost.Remove((host, machineId)) : ByHost,
    };

    /// <summary>The factor by which figures shrink in that many days.</summary>
    internal static decimal Ageing(int days) => days <= 0 ? 1 : (decimal)Math.Pow(0.5, Math.Min(days, 1000) / (double)HalfLifeDays);
}

/// <summary>The history of one machine.</summary>
/// <param name="HostId">Whose it is; null if unknown.</param>
/// <param name="Day">The day (UTC) to which its figures are aged: the last on which anything was recorded about it.</param>
public sealed record MachineHistory(long MachineId, long? HostId, DateOnly Day, MachineFigures Figures)
{
    public MachineFigures On(DateOnly day) => Figures.Times(MachineBook.Ageing(day.DayNumber - Day.DayNumber));

    // A clock that was set back makes nothing younger.
    internal MachineHistory With(MachineFigures more, DateOnly day) => this with { Day = day > Day ? day : Day, Figures = On(day).Plus(more) };
}
