using System.Collections.Immutable;

namespace Magister.Fleet.Market;

/// <summary>Vast's bill of a day (<c>show_charges.yaml</c>).</summary>
/// <param name="Charges">USD of each instance of the account, in all: GPU, storage and traffic.</param>
public sealed record DayBill(ImmutableSortedDictionary<long, double> Charges);
