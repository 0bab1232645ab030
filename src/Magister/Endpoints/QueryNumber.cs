using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Magister.Endpoints;

/// <summary>Reads a whole number from a query parameter.</summary>
internal static class QueryNumber
{
    /// <returns>False unless it is a single number, of digits only, within the bounds.</returns>
    public static bool TryRead(StringValues given, long least, long most, out long number) =>
        long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && given.Count == 1 && number >= least && number <= most;
}
