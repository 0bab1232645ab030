namespace Magister.Fleet.Market;

/// <summary>The contents of a request to rent one offer (<c>create_instance.yaml</c>).</summary>
/// <param name="OfferId">The ask to accept.</param>
/// <param name="TemplateHash">The template from which the instance is made.</param>
/// <param name="Label">The label under which it is found again.</param>
/// <param name="DiskSpace">GB.</param>
/// <param name="Onstart">The start script: at most 4,048 characters. It holds secrets and is never logged.</param>
/// <param name="Bid">USD per hour without storage, for an interruptible instance; null to rent on demand, at the full price.</param>
public sealed record RentOrder(long OfferId, string TemplateHash, string Label, double DiskSpace, string Onstart, double? Bid = null)
{
    /// <summary>Shows which offer is meant, but not the script, since it contains secrets.</summary>
    public override string ToString() => $"{nameof(RentOrder)} {{ {nameof(OfferId)} = {OfferId} }}";
}
