using Magister.Vast.Wire;

namespace Magister.Vast.Calls;

/// <summary>What any answer says, before the call that it belongs to is looked at.</summary>
internal enum AnswerClass
{
    Accepted,
    Limited,
    Unauthorised,

    /// <summary>Vast said no.</summary>
    Refused,

    /// <summary>It may have happened, or somebody else than Vast answered.</summary>
    Unclear,
}

internal static class AnswerClasses
{
    public static AnswerClass Class(this Answer answer)
    {
        if (answer.IsSuccess && !answer.SaysFailure) return AnswerClass.Accepted;

        // 408 comes from a proxy that lost patience; what it had passed on by then is not said. Redirects are not followed.
        if (answer.Status is < 200 or (>= 300 and < 400) or 408 or >= 500) return AnswerClass.Unclear;
        return answer.IsLimit ? AnswerClass.Limited
            : answer.IsAuthError() || (answer.Status is 401 or 403 && answer.IsObject) ? AnswerClass.Unauthorised

            // What stands before Vast refuses by itself: only Vast's own JSON speaks of the key.
            : answer.IsPage || answer.Status is 401 or 403 ? AnswerClass.Unclear
            : AnswerClass.Refused;
    }

    public static bool IsAuthError(this Answer answer) => answer.SaysAny("auth_error", "invalid user key");

    /// <summary>Vast's own word that there is no such instance; a 404 alone can be a proxy's or a wrong address.</summary>
    public static bool SaysNoSuchInstance(this Answer answer) =>
        answer.HasErrorCode("not_found") || answer.HasErrorCode("no_such_instance")
        || (answer.IsObject && answer.SaysAny("instance") && answer.SaysAny("not found"));
}
