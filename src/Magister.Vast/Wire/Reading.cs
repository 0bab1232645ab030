using Microsoft.Extensions.Logging;

namespace Magister.Vast.Wire;

/// <summary>The context for reading an answer.</summary>
/// <param name="Text">Makes Vast's texts fit for a log.</param>
/// <param name="Log">Receives a note of anything left out.</param>
/// <param name="VastAhead">How far Vast's clock is ahead of ours: Vast states moments by its own.</param>
internal sealed record Reading(ForeignText Text, ILogger Log, TimeSpan VastAhead = default);
