namespace Magister.Cli.Output;

/// <summary>Part of a command's output. A closed family.</summary>
internal abstract record PagePart
{
    private PagePart()
    {
    }

    public sealed record Line(string Text) : PagePart;

    public sealed record Grid(TableView Table) : PagePart;
}
