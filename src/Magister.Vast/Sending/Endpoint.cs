namespace Magister.Vast.Sending;

/// <summary>A part of Vast's API with limits of its own.</summary>
/// <param name="Name">For logs and metrics; stable.</param>
/// <param name="Gap">The minimum time between two calls.</param>
internal sealed record Endpoint(string Name, Func<VastSettings, TimeSpan> Gap);
