using Magister.Fleet.Market;

namespace Magister.Fleet;

/// <summary>A call to Vast that the engine wants made, once the facts that came with it are on disk. A closed family.</summary>
public abstract record EngineCall
{
    private EngineCall()
    {
    }

    public sealed record Rent(RentOrder Order) : EngineCall;

    public sealed record Destroy(long InstanceId) : EngineCall;

    public sealed record List : EngineCall;

    public sealed record Search(OfferQuery Query) : EngineCall;

    public sealed record Show(long InstanceId) : EngineCall;

    public sealed record Account : EngineCall;
}
