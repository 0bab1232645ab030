namespace Magister.Torture.Verdicts;

/// <summary>No instance whose verify was answered with 200 is destroyed afterwards because nobody verified it.</summary>
internal static class ForgottenVerifies
{
    public static IEnumerable<Violation> Find(Evidence evidence)
    {
        foreach (var missed in evidence.Facts.Where(fact => fact is { Kind: "DestroyIntended", Cause: "MissedDeadline" }).DistinctBy(fact => fact.InstanceId))
        {
            var answered = evidence.Market.CallerCalls
                .FirstOrDefault(call => call is { Kind: "verify", Succeeded: true } && call.InstanceId == missed.InstanceId && call.EndedAt < missed.At);
            var recorded = evidence.About(missed.InstanceId!.Value).Any(fact => fact.Kind == "Verified" && fact.Sequence < missed.Sequence);
            if (answered is null && !recorded) continue;
            yield return new Violation(
                Offence.Forgotten,
                $"Instance {missed.InstanceId} was verified{(answered is null ? "" : $" with 200 at {answered.EndedAt:HH:mm:ss.fff}")} and destroyed at "
                + $"{missed.At:HH:mm:ss.fff} for a missed deadline (fact {missed.Sequence}).");
        }
    }

    /// <summary>How many instances had a verify that was answered with 200.</summary>
    public static int Answered(Evidence evidence) => evidence.Market.CallerCalls
        .Where(call => call is { Kind: "verify", Succeeded: true }).Select(call => call.InstanceId).Distinct().Count();
}
