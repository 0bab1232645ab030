using Magister.Simulator.Market;
using Magister.Simulator.Settings;

namespace Magister.Simulator.Tests.Settings;

public class EventPrinterTests
{
    private static readonly MarketEvent Rented =
        new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, 250, TimeSpan.Zero), MarketEventKind.Rented, "offer 7", 30_000_001);

    [Fact]
    public void Line_Plain_IsTimeKindInstanceAndText() =>
        Assert.Equal("12:00:00.250 rented    30000001  offer 7", EventPrinter.Line(Rented, colour: false));

    [Fact]
    public void Line_OnATerminal_TheKindIsColoured() =>
        Assert.Equal("12:00:00.250 \e[36mrented   \e[0m 30000001  offer 7", EventPrinter.Line(Rented, colour: true));

    [Fact]
    public async Task Print_ManyEvents_AllAreOutAtTheEnd()
    {
        await using var output = new StringWriter();
        await using (var printer = new EventPrinter(output, colour: false))
        {
            for (var i = 0; i < 100; i++) printer.Print(Rented);
        }

        Assert.Equal(100, output.ToString().Count(letter => letter == '\n'));
    }
}
