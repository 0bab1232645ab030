using System.Collections.Immutable;
using System.Text.Json;
using Magister.Fleet.Market;
using Magister.Vast.Sending;
using Magister.Vast.Wire;

namespace Magister.Vast.Calls;

/// <summary>Asks how Vast spells the names of GPUs (<c>GET /api/v0/gpu_types/</c>).</summary>
public sealed class GpuTypesCall : VastCall<ImmutableArray<string>>
{
    internal static readonly Endpoint GpuTypes = new("gpu_types", settings => settings.ShowGap);

    internal override Endpoint Endpoint => GpuTypes;

    internal override VastRequest Next { get; } = new(HttpMethod.Get, "api/v0/gpu_types/", []);

    internal override Outcome<ImmutableArray<string>> Take(Exchange exchange, Reading reading) => Questions.Interpret(exchange, body => Read(body, reading.Text));

    // Null if the answer is not a list of names.
    private static Outcome<ImmutableArray<string>>? Read(JsonElement body, ForeignText text)
    {
        if (!JsonFields.TryMember(body, "gpu_types", out var rows) || rows.ValueKind is not JsonValueKind.Array) return null;
        ImmutableArray<string> names =
            [.. rows.EnumerateArray().Select(row => new JsonFields(row).ShortText("canonical_name")).OfType<string>().Select(text.Clean).Distinct(StringComparer.Ordinal)];
        return names.IsEmpty ? null : new Outcome<ImmutableArray<string>>.Done(names);
    }
}
