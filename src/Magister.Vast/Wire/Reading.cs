using Microsoft.Extensions.Logging;

namespace Magister.Vast.Wire;

/// <summary>What reading an answer takes.</summary>
/// <param name="Text">Makes what Vast says fit for a log.</param>
/// <param name="Log">Told of what had to be left out.</param>
/// <param name="VastAhead">How far Vast's clock is ahead of ours: the moments that Vast tells are by its own.</param>
internal sealed record Reading(ForeignText Text, ILogger Log, TimeSpan VastAhead = default);
