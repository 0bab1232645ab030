namespace Magister.Cli.Output;

/// <summary>Part of what a command shows. A closed family.</summary>
internal abstract record PagePart
{
    private PagePart()
    {
    }

    public sealed record Line(string Text) : PagePart;

    public sealed record Grid(TableView Table) : PagePart;
}
