using System.Collections.Immutable;
using Magister.Access;
using Magister.Events;

namespace Magister.Endpoints;

/// <summary>A query for events: <c>?instance=&amp;offer=&amp;machine=&amp;kind=&amp;after=&amp;limit=</c>.</summary>
internal sealed record EventQuery(EventFilter Filter, long? After, int? Limit)
{
    private static readonly ImmutableArray<string> NamesOfStream = ["instance", "offer", "machine", "kind", "after"];
    private static readonly ImmutableArray<string> NamesOfList = [.. NamesOfStream, "limit"];

    /// <summary>Reads the query of <c>/events</c>.</summary>
    /// <returns>The query; or null, and what is wrong, one line each.</returns>
    public static (EventQuery? Query, string Problems) OfList(IQueryCollection parameters) => Read(parameters, NamesOfList);

    /// <summary>Reads the query of <c>/events/stream</c>.</summary>
    /// <inheritdoc cref="OfList" path="/returns"/>
    public static (EventQuery? Query, string Problems) OfStream(IQueryCollection parameters) => Read(parameters, NamesOfStream);

    private static (EventQuery? Query, string Problems) Read(IQueryCollection parameters, ImmutableArray<string> names)
    {
        var problems = new List<string>();
        foreach (var unknown in parameters.Keys.Where(name => !names.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            problems.Add($"there is no filter \"{GivenText.Shortened(unknown)}\"; there are {string.Join(", ", names)}");
        }

        var filter = new EventFilter
        {
            InstanceId = Number(parameters, "instance", 0, long.MaxValue, problems),
            OfferId = Number(parameters, "offer", 0, long.MaxValue, problems),
            MachineId = Number(parameters, "machine", 0, long.MaxValue, problems),
            Kinds = Kinds(parameters, problems),
        };
        var after = Number(parameters, "after", 0, long.MaxValue, problems);
        var limit = Number(parameters, "limit", 1, EventHistory.Capacity, problems);
        return problems.Count == 0
            ? (new EventQuery(filter, after, (int?)limit), "")
            : (null, string.Concat(problems.Select(problem => $"{problem}\n")));
    }

    private static long? Number(IQueryCollection parameters, string name, long least, long most, List<string> problems)
    {
        if (!parameters.TryGetValue(name, out var given)) return null;
        if (QueryNumber.TryRead(given, least, most, out var number)) return number;
        problems.Add($"{name} is one whole number from {least} to {most}, \"{GivenText.Shortened(given.ToString())}\" is not");
        return null;
    }

    private static ImmutableArray<string> Kinds(IQueryCollection parameters, List<string> problems)
    {
        if (!parameters.TryGetValue("kind", out var given)) return [];
        ImmutableArray<string> kinds = [.. given.SelectMany(text => (text ?? "").Split(',', StringSplitOptions.TrimEntries))];
        foreach (var unknown in kinds.Where(kind => !EventKinds.All.Contains(kind)))
        {
            problems.Add($"there is no kind \"{GivenText.Shortened(unknown)}\"; there are {string.Join(", ", EventKinds.All)}");
        }

        return kinds;
    }
}
