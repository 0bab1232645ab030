using System.Text;
using Microsoft.Extensions.Configuration;

namespace Magister.Toml.Tests;

public sealed class TomlConfigurationProviderTests
{
    [Theory]
    [InlineData("'as it is '", "as it is ")]
    [InlineData("''", "")]
    [InlineData("-1_000", "-1000")]
    [InlineData("0xff", "255")]
    [InlineData("0.1", "0.1")]
    [InlineData("1e22", "1E+22")]
    [InlineData("5e-324", "5E-324")]
    [InlineData("-0.0", "-0")]
    [InlineData("inf", "Infinity")]
    [InlineData("-inf", "-Infinity")]
    [InlineData("nan", "NaN")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("1979-05-27 07:32:00.1234567-07:00", "1979-05-27T07:32:00.1234567-07:00")]
    [InlineData("1979-05-27t07:32z", "1979-05-27T07:32:00Z")]
    [InlineData("1979-05-27 07:32:00", "1979-05-27T07:32:00")]
    [InlineData("1979-05-27", "1979-05-27")]
    [InlineData("07:32:00", "07:32:00")]
    public void Load_Scalar_BecomesText(string text, string expected)
    {
        using var file = new TomlFile($"x = {text}");
        var provider = file.Load();

        Assert.True(provider.TryGet("x", out var value));
        Assert.Equal(expected, value);
    }

    [Fact]
    public void Load_TablesAndArrays_BecomeColonSeparatedKeys()
    {
        using var file = new TomlFile("""
            http_port = 8555
            [vast_query]
            gpu_name = ["RTX 4090", "RTX 5090"]
            nested = [[1], [2, 3]]
            inline = { a.b = 1 }
            [[contemplant.provers]]
            vm = "sp1"
            [[contemplant.provers]]
            vm = "risc0"
            """);
        var provider = file.Load();

        Assert.Equal(
            """
            http_port=8555
            vast_query:gpu_name:0=RTX 4090
            vast_query:gpu_name:1=RTX 5090
            vast_query:nested:0:0=1
            vast_query:nested:1:0=2
            vast_query:nested:1:1=3
            vast_query:inline:a:b=1
            contemplant:provers:0:vm=sp1
            contemplant:provers:1:vm=risc0
            """,
            string.Join('\n', provider.Keys.Select(key => $"{key}={(provider.TryGet(key, out var value) ? value : "missing")}")));
    }

    [Fact]
    public void Load_EmptyTablesAndArrays_StayAsTheyDoFromJson()
    {
        using var file = new TomlFile("array = []\ntable = {}\nlist = [[], {}, \"\"]\n[header]\n[[tables]]\n[deep.down]");
        const string json = """{"array":[],"table":{},"list":[[],{},""],"header":{},"tables":[{}],"deep":{"down":{}}}""";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));

        var toml = file.Build();

        Assert.Equal(
            new ConfigurationBuilder().AddJsonStream(stream).Build().AsEnumerable().OrderBy(pair => pair.Key, StringComparer.Ordinal),
            toml.AsEnumerable().OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Equal("", toml["array"]);
        Assert.Null(toml["table"]);
        Assert.Equal("array table list:0 list:1 list:2 header tables:0 deep:down", string.Join(' ', file.Load().Keys));
    }

    [Fact]
    public void Load_BoundToAType_FillsIt()
    {
        using var file = new TomlFile("Number = 3\nRatio = 0.5\nFlag = true\nNames = ['a', 'b']\nNone = []\nSince = 1979-05-27T07:32:00Z");

        var bound = file.Build().Get<Bound>();

        Assert.Equal((3, 0.5, true), (bound!.Number, bound.Ratio, bound.Flag));
        Assert.Equal("a b", string.Join(' ', bound.Names!));
        Assert.Empty(bound.None!);
        Assert.Equal(new DateTimeOffset(1979, 5, 27, 7, 32, 0, TimeSpan.Zero), bound.Since);
    }

    [Fact]
    public void Keys_TableContinuedLater_FollowTheFile()
    {
        using var file = new TomlFile("[a.x]\none = 1\n[b]\ntwo = 2\n[a]\nthree = 3\n[a.y]");

        Assert.Equal("a:x:one b:two a:three a:y", string.Join(' ', file.Load().Keys));
    }

    [Fact]
    public void PositionOf_EveryKey_PointsAtItsValue()
    {
        using var file = new TomlFile("top = 1\n\n[vast_query]\n  gpu_name = ['x',\n    'y']\n  empty = {}\n");
        var provider = file.Load();

        Assert.Equal(new TomlPosition(1, 7), Position("top"));
        Assert.Equal(new TomlPosition(4, 15), Position("vast_query:gpu_name:0"));
        Assert.Equal(new TomlPosition(5, 5), Position("VAST_QUERY:GPU_NAME:1"));
        Assert.Equal(new TomlPosition(6, 11), Position("vast_query:empty"));
        Assert.Equal(new TomlPosition(4, 14), Position("vast_query:gpu_name"));
        Assert.Equal(new TomlPosition(3, 1), Position("vast_query"));
        Assert.All(provider.Keys, key => Assert.NotNull(provider.PositionOf(key)));
        Assert.Null(provider.PositionOf("vast_query:other"));

        TomlPosition Position(string key) => provider.PositionOf(key) ?? default;
    }

    [Fact]
    public void KeyPositionOf_EveryKey_PointsAtTheKey()
    {
        using var file = new TomlFile("[vast_query]\n  gpu . name = ['x',\n    'y']\n");
        var provider = file.Load();

        Assert.Equal(new TomlPosition(1, 2), Position("vast_query"));
        Assert.Equal(new TomlPosition(2, 9), Position("vast_query:gpu:name"));
        Assert.Equal(new TomlPosition(3, 5), Position("vast_query:gpu:name:1"));
        Assert.Null(provider.KeyPositionOf("gpu"));

        TomlPosition Position(string key) => provider.KeyPositionOf(key) ?? default;
    }

    private sealed record Bound
    {
        public int Number { get; init; }

        public double Ratio { get; init; }

        public bool Flag { get; init; }

        public string[]? Names { get; init; }

        public string[]? None { get; init; }

        public DateTimeOffset Since { get; init; }
    }
}
