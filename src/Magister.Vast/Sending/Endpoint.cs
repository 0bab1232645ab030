namespace Magister.Vast.Sending;

/// <summary>Something of Vast's that has limits of its own.</summary>
/// <param name="Name">In logs and metrics; stable.</param>
/// <param name="Gap">The least time between two calls.</param>
internal sealed record Endpoint(string Name, Func<VastSettings, TimeSpan> Gap);
