using Polly;

namespace Magister.Vast.Sending;

/// <summary>How long one request may take; all that a call that is sent once gets of resilience.</summary>
internal static class TimeLimit
{
    public static ResiliencePipeline Create(TimeSpan timeout, TimeProvider time) =>
        new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(timeout).Build();
}
