using System.Text.Json;
using Magister.Fleet.Market;
using Magister.Vast.Sending;
using Magister.Vast.Wire;

namespace Magister.Vast.Calls;

/// <summary>Asks whether the account can use a template, and what it is called (<c>search_templates.yaml</c>).</summary>
/// <param name="hash">The template's hash.</param>
public sealed class TemplateCall(string hash) : VastCall<TemplateStanding>
{
    internal static readonly Endpoint Template = new("template", settings => settings.ShowGap);

    internal override Endpoint Endpoint => Template;

    internal override VastRequest Next { get; } = new(HttpMethod.Get, Address(hash), []);

    internal override Outcome<TemplateStanding> Take(Exchange exchange, Reading reading) => Questions.Interpret(
        exchange, body => Read(body, reading.Text) is { } standing ? new Outcome<TemplateStanding>.Done(standing) : null);

    private static string Address(string hash) =>
        "api/v0/template/?select_filters=" + RequestJson.InAddress(writer => writer.WriteFilter("hash_id", "eq", hash))
        + "&select_cols=" + Uri.EscapeDataString("""["id","name","image","hash_id"]""");

    // Null if the answer is not a list of templates.
    private TemplateStanding? Read(JsonElement body, ForeignText text)
    {
        if (!JsonFields.TryMember(body, "templates", out var rows) || rows.ValueKind is not JsonValueKind.Array) return null;
        foreach (var row in rows.EnumerateArray())
        {
            var fields = new JsonFields(row);

            // The published schema does not name hash_id among a template's fields; if it is left out, the filter is trusted.
            if (fields.ShortText("hash_id") is { } other && other != hash) continue;
            return new TemplateStanding(true, Clean(fields.ShortText("name"), text), Clean(fields.ShortText("image"), text));
        }

        return new TemplateStanding(false, null, null);
    }

    private static string? Clean(string? given, ForeignText text) => given is null ? null : text.Clean(given);
}
