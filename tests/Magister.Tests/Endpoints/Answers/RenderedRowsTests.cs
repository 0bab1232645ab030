using System.Text;
using System.Text.Json;
using Magister.Endpoints;
using Magister.Endpoints.Answers;

namespace Magister.Tests.Endpoints.Answers;

public sealed class RenderedRowsTests
{
    private readonly RenderedRows<InstanceOverview> rows = new(row => row.InstanceId, ResponseJson.Default.InstanceOverview);

    [Fact]
    public void Render_AfterAnyChanges_IsWhatTheWholeArrayIs()
    {
        var random = new Random(20261122);
        var fleet = new SortedDictionary<long, InstanceOverview>();
        for (var round = 0; round < 500; round++)
        {
            for (var changes = random.Next(6); changes > 0; changes--)
            {
                var id = random.Next(1, 30);
                if (random.Next(3) == 0) fleet.Remove(id);
                else fleet[id] = Row(id, random.Next(3) / 4.0);
            }

            Assert.Equal(JsonSerializer.Serialize(fleet.Values.ToArray(), ResponseJson.Default.Options), Rendered([.. fleet.Values]));
        }
    }

    [Fact]
    public void Render_BetweenOtherTexts_StandsBetweenThem()
    {
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal("""{"rows":[],"more":1}""", Encoding.UTF8.GetString(rows.Render([], "{\"rows\":"u8, ",\"more\":1}"u8)));
            Assert.StartsWith("""{"rows":[{"instance_id":7,""", Encoding.UTF8.GetString(rows.Render([Row(7, 0.5)], "{\"rows\":"u8, "}"u8)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Render_OfARowThatSaysTheSame_DoesNotWriteItAnew()
    {
        var written = 0;
        var counted = new RenderedRows<Counted>(row => row.Id, Counted.Type(() => written++));
        counted.Render([new Counted(1, "a"), new Counted(2, "b"), new Counted(3, "c")], [], []);
        counted.Render([new Counted(1, "a"), new Counted(2, "other"), new Counted(3, "c"), new Counted(4, "d")], [], []);

        Assert.Equal(3 + 2, written);
    }

    private static InstanceOverview Row(long id, double price) => new(id, 100 * id, "RTX \"4090\"", "Sweden, SE", null, 5, price);

    private string Rendered(InstanceOverview[] wanted) => Encoding.UTF8.GetString(rows.Render(wanted, [], []));
}
