using Magister.Fleet.Market;

namespace Magister.Fleet;

public sealed partial class Engine
{
    private string? keyRefusal;

    // Any call that Vast answered tells whether it accepts the key.
    private void NoteKey(EngineInput input) => keyRefusal = input switch
    {
        EngineInput.RentEnded ended => After(ended.Outcome),
        EngineInput.DestroyEnded ended => After(ended.Outcome),
        EngineInput.ListEnded ended => After(ended.Outcome),
        EngineInput.SearchEnded ended => After(ended.Outcome),
        EngineInput.ShowEnded ended => After(ended.Outcome),
        EngineInput.AccountEnded ended => After(ended.Outcome),
        _ => keyRefusal,
    };

    private string? After<T>(Outcome<T> outcome) => outcome switch
    {
        Outcome<T>.Unauthorised refused => refused.Reason,
        Outcome<T>.Done => null,
        _ => keyRefusal,
    };
}
