using Magister.Vast.Wire;

namespace Magister.Vast.Calls;

/// <summary>The meaning of any answer, regardless of the call that it belongs to.</summary>
internal enum AnswerClass
{
    Accepted,
    Limited,
    Unauthorised,

    /// <summary>Vast said no.</summary>
    Refused,

    /// <summary>It may have happened, or somebody other than Vast answered.</summary>
    Unclear,
}

internal static class AnswerClasses
{
    public static AnswerClass Class(this Answer answer)
    {
        if (answer.IsSuccess && !answer.SaysFailure) return AnswerClass.Accepted;

        // Redirects are not followed.
        if (answer.Status is < 200 or (>= 300 and < 400) or >= 500 || answer.ComesFromProxy()) return AnswerClass.Unclear;
        return answer.IsLimit ? AnswerClass.Limited
            : answer.IsAuthError() || (answer.Status is 401 or 403 && answer.IsObject) ? AnswerClass.Unauthorised

            // Something in front of Vast may have refused: only Vast's own JSON says anything about the key.
            : answer.IsPage || answer.Status is 401 or 403 ? AnswerClass.Unclear
            : AnswerClass.Refused;
    }

    /// <summary>A proxy demands a password, or lost patience after passing on who knows what.</summary>
    public static bool ComesFromProxy(this Answer answer) => answer.Status is 407 or 408;

    public static bool IsAuthError(this Answer answer) => answer.SaysAny("auth_error", "invalid user key");

    /// <summary>Vast says explicitly that there is no such instance; a 404 alone can come from a proxy or a wrong address.</summary>
    public static bool SaysNoSuchInstance(this Answer answer) =>
        answer.HasErrorCode("not_found") || answer.HasErrorCode("no_such_instance")
        || (answer.IsObject && answer.SaysAny("instance") && answer.SaysAny("not found"));
}
