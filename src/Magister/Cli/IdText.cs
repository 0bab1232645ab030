using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Magister.Access;

namespace Magister.Cli;

/// <summary>Ids on the command line. The library's own messages about invalid ones name types of the language.</summary>
internal static class IdText
{
    /// <summary>Why not simply the type long: the library would say that text cannot be parsed as System.Nullable`1[System.Int64].</summary>
    public static Option<long?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "id",
        CustomParser = result => Read(result, name) is [var id] ? id : null,
    };

    /// <summary>One id or several.</summary>
    public static Argument<long[]> Argument(string description, bool isOne) => new("id")
    {
        Description = description,
        Arity = isOne ? ArgumentArity.ExactlyOne : ArgumentArity.OneOrMore,
        CustomParser = result => Read(result, "id"),
    };

    private static long[] Read(ArgumentResult result, string name)
    {
        var ids = new List<long>();
        foreach (var token in result.Tokens)
        {
            if (long.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) ids.Add(id);
            else result.AddError($"{name} must be a whole number, not \"{GivenText.Shortened(token.Value)}\"");
        }

        return [.. ids];
    }
}
