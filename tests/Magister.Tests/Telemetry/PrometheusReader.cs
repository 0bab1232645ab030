using System.Globalization;
using System.Text.RegularExpressions;

namespace Magister.Tests.Telemetry;

/// <summary>A strict reader of the text exposition format 0.0.4: what it accepts, every Prometheus accepts.</summary>
internal sealed partial class PrometheusReader
{
    private const string Label = """(?<label>[a-zA-Z_][a-zA-Z0-9_]*)="(?<text>([^"\\]|\\\\|\\"|\\n)*)\x22""";
    private const string Braces = @"(\{" + Label + "(," + Label + @")*\})?";

    private readonly Dictionary<string, Family> families = new(StringComparer.Ordinal);

    /// <summary>The families by name, after a check of every rule of the format.</summary>
    public static IReadOnlyDictionary<string, Family> Read(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        var reader = new PrometheusReader();
        Family? current = null;
        string? described = null;
        foreach (var line in text[..^1].Split('\n'))
        {
            if (HelpLine().Match(line) is { Success: true } help) described = Described(help, reader);
            else if (TypeLine().Match(line) is { Success: true } type) current = reader.Begin(type, described);
            else Take(line, current);
        }

        foreach (var family in reader.families.Values) family.Check();
        return reader.families;
    }

    private static string Described(Match help, PrometheusReader reader)
    {
        Assert.NotEmpty(help.Groups["text"].Value);
        Assert.DoesNotContain(help.Groups["name"].Value, reader.families.Keys);
        return help.Groups["name"].Value;
    }

    private Family Begin(Match type, string? described)
    {
        var name = type.Groups["name"].Value;
        Assert.Equal(described, name);
        var family = new Family(name, type.Groups["type"].Value);
        Assert.True(families.TryAdd(name, family), $"{name} stands there twice");
        return family;
    }

    private static void Take(string line, Family? current)
    {
        var match = SampleLine().Match(line);
        Assert.True(match.Success && current is not null, $"not a line of the format: {line}");
        current.Take(match.Groups["name"].Value, Labels(match), match.Groups["value"].Value);
    }

    private static SortedDictionary<string, string> Labels(Match match)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in match.Groups["label"].Captures.Zip(match.Groups["text"].Captures))
        {
            Assert.True(labels.TryAdd(name.Value, Regex.Unescape(value.Value)), $"label {name.Value} stands there twice");
        }

        return labels;
    }

    [GeneratedRegex(@"^# HELP (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<text>([^\\]|\\\\|\\n)*)$")]
    private static partial Regex HelpLine();

    [GeneratedRegex("^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>counter|gauge|histogram)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex("^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)" + Braces + " (?<value>NaN|[+-]Inf|-?[0-9.]+(E[+-]?[0-9]+)?)$")]
    private static partial Regex SampleLine();

    /// <summary>One name with its samples.</summary>
    internal sealed class Family(string name, string type)
    {
        private readonly Dictionary<(string Suffix, string Labels), double> samples = [];
        private readonly List<(string Series, double Bound, double Count)> buckets = [];

        public string Type => type;

        public IEnumerable<double> Values => samples.Values;

        /// <summary>The value with exactly these labels, written <c>name="value"</c>, separated by commas and sorted by name.</summary>
        public double this[string labels, string suffix = ""] => samples[(suffix, labels)];

        public bool Has(string labels) => samples.ContainsKey(("", labels));

        public void Take(string sample, SortedDictionary<string, string> labels, string text)
        {
            Assert.StartsWith(name, sample, StringComparison.Ordinal);
            var suffix = sample[name.Length..];
            Assert.True(type is "histogram" ? suffix is "_bucket" or "_sum" or "_count" : suffix is "", $"{sample} is no sample of a {type}");
            var value = Number(text);
            var key = Joined(labels);
            Assert.True(samples.TryAdd((suffix, key), value), $"{sample}{{{key}}} stands there twice");
            if (suffix is not "_bucket") return;
            Assert.True(labels.Remove("le", out var bound), $"{sample} has no bound");
            buckets.Add((Joined(labels), Number(bound), value));
        }

        public void Check()
        {
            Assert.NotEmpty(samples);
            Assert.Equal(type is "counter", name.EndsWith("_total", StringComparison.Ordinal));
            if (type is "counter") Assert.All(samples.Values, value => Assert.True(value >= 0));
            foreach (var series in buckets.GroupBy(bucket => bucket.Series))
            {
                Assert.Equal(series.Select(bucket => bucket.Bound).Order(), series.Select(bucket => bucket.Bound));
                Assert.Equal(series.Select(bucket => bucket.Count).Order(), series.Select(bucket => bucket.Count));
                Assert.Equal(double.PositiveInfinity, series.Last().Bound);
                Assert.Equal(this[series.Key, "_count"], series.Last().Count);
                Assert.True(samples.ContainsKey(("_sum", series.Key)), $"{name} has no sum");
            }
        }

        private static string Joined(SortedDictionary<string, string> labels) => string.Join(',', labels.Select(label => $"{label.Key}=\"{label.Value}\""));

        private static double Number(string text) => text switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            _ => double.Parse(text, CultureInfo.InvariantCulture),
        };
    }
}
