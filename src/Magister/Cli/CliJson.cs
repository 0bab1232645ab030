using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Magister.Cli.Checks;
using Magister.Cli.DryRuns;
using Magister.Cli.Offers;
using Magister.Cli.Steering;
using Magister.Cli.Tokens;
using Magister.Configuration;
using Magister.Events;

namespace Magister.Cli;

/// <summary>The types that <c>--json</c> prints, in snake case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CheckReport))]
[JsonSerializable(typeof(OffersReport))]
[JsonSerializable(typeof(PlanReport))]
[JsonSerializable(typeof(FleetEvent))]
[JsonSerializable(typeof(InstanceLife))]
[JsonSerializable(typeof(ImmutableArray<ShownToken>))]
[JsonSerializable(typeof(ImmutableArray<DropOutcome>))]
internal sealed partial class CliJson : JsonSerializerContext
{
    public static CliJson Readable => field ??= new(ReadableJson.Create(Default));
}
