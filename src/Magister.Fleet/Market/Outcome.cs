namespace Magister.Fleet.Market;

/// <summary>How a call to Vast ended: one of a closed family, never an exception.</summary>
/// <typeparam name="T">What a successful call returns.</typeparam>
public abstract record Outcome<T>
{
    private Outcome()
    {
    }

    /// <summary>Vast did it.</summary>
    public sealed record Done(T Value) : Outcome<T>;

    /// <summary>Vast, or Magister before sending, said no. Nothing happened and nothing costs money.</summary>
    public sealed record Refused(RefusalKind Kind, string Reason) : Outcome<T>;

    /// <summary>Too many calls (429). Nothing happened; the pacing has learnt from it.</summary>
    public sealed record Limited(string Reason) : Outcome<T>;

    /// <summary>The API key was refused: 401, 403, or 404 with <c>auth_error</c>. Nothing happened.</summary>
    public sealed record Unauthorised(string Reason) : Outcome<T>;

    /// <summary>No answer that can be trusted: it may or may not have happened.</summary>
    public sealed record Unknown(string Reason) : Outcome<T>;
}

/// <summary>Why a call was refused, as far as the next step depends on it.</summary>
public enum RefusalKind
{
    /// <summary>The offer is taken, gone, or its price changed: the next one may do.</summary>
    OfferGone,

    /// <summary>No credit, or a new account's spending limit: no other offer will do either, for a while.</summary>
    AccountCannotPay,

    /// <summary>Vast refused, in unknown words, this offer or the request as it is written, such as an unknown template.</summary>
    InvalidRequest,

    /// <summary>Magister was told to stop before the call was sent.</summary>
    NotSent,
}

/// <summary>A destroy that took place.</summary>
/// <param name="WasGoneAlready">Vast no longer knew the instance, which is just as good.</param>
public sealed record DestroyConfirmation(bool WasGoneAlready);

/// <summary>A label that Vast accepted. Whether it sticks shows later.</summary>
public sealed record LabelConfirmation;

/// <summary>The answer about one instance, requested by its id.</summary>
/// <param name="Instance">The instance, or null if Vast does not have it.</param>
/// <param name="IsHint">It is not there, but Vast did not say explicitly that it is gone: one vote beside complete lists.</param>
public sealed record ShownInstance(ListedInstance? Instance, bool IsHint = false);
