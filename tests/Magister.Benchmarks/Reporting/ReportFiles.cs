using System.Text.Encodings.Web;
using System.Text.Json;

namespace Magister.Benchmarks.Reporting;

/// <summary>Writes a report next to the programs, in one form for people and one for programs.</summary>
internal static class ReportFiles
{
    private static readonly JsonSerializerOptions Form = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Replaces what was written before; called after each row, so that an aborted measurement leaves what it has.</summary>
    /// <param name="name">The files' name without extension.</param>
    public static async Task WriteAsync(string name, string markdown, object json)
    {
        var directory = Directory.CreateDirectory(Path.Combine("out", "bench")).FullName;
        await File.WriteAllTextAsync(Path.Combine(directory, $"{name}.md"), markdown);
        await File.WriteAllTextAsync(Path.Combine(directory, $"{name}.json"), JsonSerializer.Serialize(json, Form) + "\n");
    }
}
