using Polly;

namespace Magister.Vast.Retrying;

/// <summary>How long one request may take; all that a call that is sent once gets of resilience.</summary>
internal static class TimeLimit
{
    public static ResiliencePipeline Of(TimeSpan timeout, TimeProvider clock) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }.AddTimeout(timeout).Build();
}
