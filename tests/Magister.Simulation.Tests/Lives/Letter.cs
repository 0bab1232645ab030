using Magister.Fleet;
using Magister.Simulation.Tests.Calls;

namespace Magister.Simulation.Tests.Lives;

/// <summary>Something for the loop, and whoever waits for its answer.</summary>
/// <param name="Input">What the engine is told.</param>
/// <param name="Call">The call that it is the outcome of.</param>
/// <param name="Reply">Told the answer; null stands for none that is recorded.</param>
internal sealed record Letter(EngineInput Input, OngoingCall? Call = null, Action<CallerReply?>? Reply = null);
