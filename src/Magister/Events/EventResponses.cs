using System.Text.Json.Serialization;
using Magister.Configuration;

namespace Magister.Events;

/// <summary>The types of the events' answers, in snake case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EventsResponse))]
[JsonSerializable(typeof(EventGap))]
internal sealed partial class EventJson : JsonSerializerContext
{
    public static EventJson Readable => field ??= new(ReadableJson.Create(Default));
}

/// <summary>The answer to <c>GET /events</c>.</summary>
/// <param name="OldestId">The oldest event in memory, whatever was requested; one above the newest if there is none.</param>
/// <param name="NewestId">The newest.</param>
/// <param name="Events">Oldest first.</param>
internal sealed record EventsResponse(long OldestId, long NewestId, [property: JsonRequired] FleetEvent[] Events);

/// <summary>Tells the reader of a stream that events are missing from it.</summary>
/// <param name="AfterId">The last event that the reader has, or says it has.</param>
/// <param name="OldestId">The oldest event in memory.</param>
/// <param name="NewestId">The newest.</param>
/// <param name="Text">A description of the gap.</param>
internal sealed record EventGap(long AfterId, long OldestId, long NewestId, string Text);
