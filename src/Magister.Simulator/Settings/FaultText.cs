using Magister.Simulator.Faults;
using Magister.Simulator.Market;
using static Magister.Simulator.Settings.SettingText;

namespace Magister.Simulator.Settings;

/// <summary>A fault as the command line writes it: <c>KIND[:ENDPOINT[:before|after[:PROBABILITY or xCOUNT]]]</c>.</summary>
internal static class FaultText
{
    public const string Form = "KIND[:ENDPOINT|any[:before|after[:0..1|xCOUNT]]]";

    public static FaultRule Parse(string text)
    {
        var parts = text.Split(':');
        if (parts.Length > 4) throw new FormatException(Form);
        var rule = new FaultRule(Choice<FaultKind>(parts[0]))
        {
            Endpoint = parts.Length > 1 && parts[1] != "any" ? Choice<VastEndpoint>(parts[1]) : null,
            Moment = parts.Length > 2 ? Choice<FaultMoment>(parts[2]) : FaultMoment.Before,
        };
        return parts switch
        {
            [_, _, _, ['x', .. var count]] => rule with { Count = Whole(count, 1, 1_000_000) },
            [_, _, _, var probability] => rule with { Probability = Fraction(probability) },
            _ => rule,
        };
    }
}
