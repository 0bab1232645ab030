using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Magister.Endpoints;

/// <summary>Reads a whole number that came as a parameter of a query.</summary>
internal static class QueryNumber
{
    /// <returns>False where it is not one number, of digits alone, within the bounds.</returns>
    public static bool TryRead(StringValues given, long least, long most, out long number) =>
        long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && given.Count == 1 && number >= least && number <= most;
}
