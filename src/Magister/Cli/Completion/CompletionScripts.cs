namespace Magister.Cli.Completion;

/// <summary>Shell scripts that ask the program itself, through the directive that System.CommandLine understands.</summary>
internal static class CompletionScripts
{
    public static readonly string[] Shells = ["bash", "zsh", "fish"];

    private const string Bash = """
        _magister() {
            local word="${COMP_WORDS[COMP_CWORD]}"
            local found
            found=$("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null) || return
            mapfile -t COMPREPLY < <(compgen -W "$found" -- "$word")
        }
        complete -o default -F _magister magister

        """;

    private const string Zsh = """
        #compdef magister
        _magister() {
            local -a found
            found=("${(@f)$(${words[1]} "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
            compadd -- "${found[@]}"
        }
        compdef _magister magister

        """;

    private const string Fish = """
        complete -c magister -f -a '(set -l line (commandline -cp); magister "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)'

        """;

    public static string Write(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        _ => Fish,
    };
}
