using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Magister.Fleet.Market;
using Magister.Vast.Tests.Bench;
using Magister.Vast.Wire;
using Microsoft.Extensions.Logging.Abstractions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Magister.Vast.Tests.Wire;

/// <summary>Vast's published examples, through the mapping.</summary>
public sealed class OpenApiExamplesTests
{
    private static readonly Reading Reading = new(new ForeignText("key"), NullLogger<VastClient>.Instance);

    private readonly InstanceReader instances = new(Reading);

    [SharedPagesFact]
    public void Offer_PublishedExample_IsReadWhole()
    {
        var example = At(SharedPages.Read("search_offers.yaml"), "paths", "/api/v0/bundles/", "post", "responses", "200", "content",
            "application/json", "example", "offers");
        var body = new JsonObject { ["offers"] = new JsonArray(ToJson(example)) };
        var read = new OfferReader([.. OfferFields.Columns], [], Reading).ReadAll(JsonElement.Parse(body.ToJsonString()));
        var offer = Assert.Single(Assert.IsType<Outcome<ImmutableArray<Offer>>.Done>(read).Value);
        Assert.Equal((12345678, "Imaginary RTX 9999", 24576, 49152), (offer.Id, offer.GpuName, offer.GpuRam, offer.GpuTotalRam));
        Assert.Equal((0.234567, 11.2, "42.42", true), (offer.DphTotal, offer.CudaMaxGood, offer.OsVersion, offer.StaticIp));
        Assert.Equal((88888, 55555, true, "verified"), (offer.MachineId, offer.HostId, offer.Rentable, offer.Verification));
        AssertFilled(offer, "Hostname", "Webpage");
    }

    [SharedPagesFact]
    public void Offer_PublishedExample_HasEveryFieldThatIsMapped()
    {
        var example = (YamlMappingNode)At(SharedPages.Read("search_offers.yaml"), "paths", "/api/v0/bundles/", "post", "responses", "200",
            "content", "application/json", "example", "offers");
        var published = example.Children.Keys.Select(key => ((YamlScalarNode)key).Value!).Append("gpu_totalram");
        Assert.Empty(OfferFields.Columns.Except(published, StringComparer.Ordinal));
    }

    [SharedPagesFact]
    public void InstancePage_PublishedExample_IsReadWhole()
    {
        var properties = At(SharedPages.Read("show_instances.yaml"), "paths", "/api/v1/instances/", "get", "responses", "200", "content",
            "application/json", "schema", "properties");
        var row = Examples((YamlMappingNode)At(properties, "instances", "items", "properties"));
        var body = Examples((YamlMappingNode)properties);
        row["onstart"] = $"{row["onstart"]!.GetValue<string>()}\nexport MAGISTER_DROP_ENDPOINT=http://a:80/drop/7\nrun";
        body["instances"] = new JsonArray(row);
        var page = InstancePage.Read(JsonElement.Parse(body.ToJsonString()), instances)!;
        Assert.Equal((0, 42, "eyJ2YWx1ZXMiOiB7ImlkIjogMTIzfX0="), (page.Unreadable, page.Total, page.NextToken));
        var instance = Assert.Single(page.Rows);
        Assert.Equal((312, "ML Training Job 2025", "running"), (instance.Id, instance.Label, instance.ActualStatus));
        Assert.Equal("export MAGISTER_DROP_ENDPOINT=http://a:80/drop/7", instance.Onstart);
        Assert.Equal(24576, instance.Hardware.GpuTotalRam);
        AssertFilled(instance);
    }

    [SharedPagesFact]
    public void ShownInstance_PublishedExample_IsReadWhole()
    {
        var properties = At(SharedPages.Read("show_instance.yaml"), "components", "schemas", "Instance", "properties");
        var instance = instances.Read(JsonElement.Parse(Examples((YamlMappingNode)properties).ToJsonString()))!;
        Assert.Equal((883, null, "running"), (instance.Id, instance.Label, instance.CurState));
        Assert.Equal(("18.04", 178, true), (instance.Hardware.OsVersion, instance.Hardware.MachineId, instance.Hardware.StaticIp));
        AssertFilled(instance, "Label", "StatusMessage", "Onstart");
    }

    private static void AssertFilled(object record, params string[] nulls) => Assert.Equal(
        nulls.Order(StringComparer.Ordinal),
        record.GetType().GetProperties().Where(property => property.GetValue(record) is null).Select(property => property.Name)
            .Order(StringComparer.Ordinal),
        StringComparer.Ordinal);

    private static JsonObject Examples(YamlMappingNode properties)
    {
        var row = new JsonObject();
        foreach (var (name, schema) in properties.Children)
        {
            if (((YamlMappingNode)schema).Children.TryGetValue("example", out var example))
            {
                row[((YamlScalarNode)name).Value!] = ToJson(example);
            }
        }

        return row;
    }

    private static YamlNode At(YamlNode node, params string[] path) =>
        path.Aggregate(node, (at, name) => ((YamlMappingNode)at).Children[new YamlScalarNode(name)]);

    private static JsonNode? ToJson(YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                var members = new JsonObject();
                foreach (var (name, value) in mapping.Children) members[((YamlScalarNode)name).Value!] = ToJson(value);

                return members;
            case YamlSequenceNode sequence:
                return new JsonArray([.. sequence.Children.Select(ToJson)]);
            default:
                var scalar = (YamlScalarNode)node;
                return scalar.Style == ScalarStyle.Plain && IsJson(scalar.Value!) ? JsonNode.Parse(scalar.Value!) : scalar.Value;
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            return JsonNode.Parse(text) is null or JsonValue;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
