using System.CommandLine;
using System.CommandLine.Parsing;
using Magister.Access;

namespace Magister.Cli;

/// <summary>Options and arguments with a few possible values. The library's own message about any other value names neither.</summary>
internal static class ChoiceOf
{
    /// <param name="option">An option.</param>
    /// <param name="values">Its possible values.</param>
    /// <param name="hint">What else the user may have meant, in an error message; empty if nothing.</param>
    public static void AcceptOneOf(this Option option, IReadOnlyCollection<string> values, string hint = "")
    {
        option.Validators.Add(result => Refuse(result, result.Tokens, option.Name, values, hint));
        option.CompletionSources.Add([.. values]);
    }

    /// <inheritdoc cref="AcceptOneOf(Option, IReadOnlyCollection{string}, string)"/>
    public static void AcceptOneOf(this Argument argument, IReadOnlyCollection<string> values)
    {
        argument.Validators.Add(result => Refuse(result, result.Tokens, argument.Name, values, ""));
        argument.CompletionSources.Add([.. values]);
    }

    private static void Refuse(SymbolResult result, IEnumerable<Token> tokens, string name, IReadOnlyCollection<string> values, string hint)
    {
        foreach (var unknown in tokens.Select(token => token.Value).Where(value => !values.Contains(value, StringComparer.Ordinal)))
        {
            result.AddError($"{name} must be {(values.Count == 1 ? "" : "one of ")}{string.Join(", ", values)}, not \"{GivenText.Shortened(unknown)}\"{hint}");
        }
    }
}
