namespace Magister.Toml.Tests.Reading;

public sealed class PositionTests
{
    private const string Document = """
        top = 1
          text   =   "x"

        [ a . b ]
        list = [ 10,
          20 ]
        [[c]]
        d.e = { f = 1 }
        [[c]]
        [a]
        """;

    private readonly TomlTable root = TomlDocument.Parse(Document);

    [Fact]
    public void Parse_EveryKindOfValue_KnowsWhereItBegins()
    {
        Assert.Equal(new TomlPosition(1, 1), root.Position);
        Assert.Equal(new TomlPosition(1, 7), Expect.At(root, "top").Position);
        Assert.Equal(new TomlPosition(2, 14), Expect.At(root, "text").Position);
        Assert.Equal(new TomlPosition(10, 1), Expect.At(root, "a").Position);
        Assert.Equal(new TomlPosition(4, 1), Expect.At(root, "a", "b").Position);
        Assert.Equal(new TomlPosition(5, 8), Expect.At(root, "a", "b", "list").Position);
        Assert.Equal(new TomlPosition(6, 3), Expect.At(root, "a", "b", "list", 1).Position);
        Assert.Equal(new TomlPosition(7, 1), Expect.At(root, "c").Position);
        Assert.Equal(new TomlPosition(9, 1), Expect.At(root, "c", 1).Position);
        Assert.Equal(new TomlPosition(8, 1), Expect.At(root, "c", 0, "d").Position);
        Assert.Equal(new TomlPosition(8, 7), Expect.At(root, "c", 0, "d", "e").Position);
        Assert.Equal(new TomlPosition(8, 13), Expect.At(root, "c", 0, "d", "e", "f").Position);
    }

    [Fact]
    public void Parse_Keys_KnowWhereTheyStand()
    {
        Assert.Equal([new(1, 1), new(2, 3), new(4, 3), new(7, 3)], root.Entries.Select(entry => entry.KeyPosition));
        var table = Assert.IsType<TomlTable>(Expect.At(root, "a"));
        Assert.Equal([new(4, 7)], table.Entries.Select(entry => entry.KeyPosition));
    }

    [Fact]
    public void Compare_Positions_FollowTheText()
    {
        var early = new TomlPosition(2, 9);
        var late = new TomlPosition(10, 1);

        Assert.True(early < late && late > early && early <= late && late >= early);
        Assert.Equal("line 10, column 1", late.ToString());
    }
}
