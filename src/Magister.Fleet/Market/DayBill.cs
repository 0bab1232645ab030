using System.Collections.Immutable;

namespace Magister.Fleet.Market;

/// <summary>Vast's bill for a day (<c>show_charges.yaml</c>).</summary>
/// <param name="Charges">USD for each instance of the account, in total: GPU, storage and traffic.</param>
public sealed record DayBill(ImmutableSortedDictionary<long, double> Charges);
