using System.Text.Encodings.Web;
using System.Text.Json;

namespace Magister.Benchmarks.Reporting;

/// <summary>Writes a report beside the programs, once for people and once for programs.</summary>
internal static class ReportFiles
{
    private static readonly JsonSerializerOptions Form = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>In place of what was written before; after each row, so that a measuring that is broken off leaves what it has.</summary>
    /// <param name="name">Of the files, without what they end in.</param>
    public static async Task WriteAsync(string name, string markdown, object json)
    {
        var directory = Directory.CreateDirectory(Path.Combine("out", "bench")).FullName;
        await File.WriteAllTextAsync(Path.Combine(directory, $"{name}.md"), markdown);
        await File.WriteAllTextAsync(Path.Combine(directory, $"{name}.json"), JsonSerializer.Serialize(json, Form) + "\n");
    }
}
