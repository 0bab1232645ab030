using Polly;

namespace Magister.Vast.Sending;

/// <summary>How long one request may take; the only resilience for a call that is sent once.</summary>
internal static class TimeLimit
{
    public static ResiliencePipeline Create(TimeSpan timeout, TimeProvider time) =>
        new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(timeout).Build();
}
