using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Magister.Fleet.Facts;

namespace Magister.Journal.Lines;

/// <summary>The two kinds of line as the serializer expects them.</summary>
internal static class LineTypes
{
    /// <summary>People read the file: letters stay letters. Line breaks and other control characters are still escaped.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly JsonSerializerOptions Options = CreateOptions();

    public static readonly JsonTypeInfo<JournalHeader> Header = Info<JournalHeader>();

    public static readonly JsonTypeInfo<FactLine> Fact = Info<FactLine>();

    private static JsonTypeInfo<T> Info<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions CreateOptions() => new(LineJson.Default.Options)
    {
        Encoder = Encoder,
        TypeInfoResolver = LineJson.Default.WithAddedModifier(NameKinds).WithAddedModifier(RequireParameters),
    };

    private static void NameKinds(JsonTypeInfo info)
    {
        if (info.Type != typeof(Fact)) return;
        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = FactLine.Kind };
        foreach (var kind in FactKinds.All) info.PolymorphismOptions.DerivedTypes.Add(kind);
    }

    // Without this, a record's parameter that a line lacks would silently become 0 or null.
    private static void RequireParameters(JsonTypeInfo info)
    {
        foreach (var property in info.Properties)
        {
            if (property is { AssociatedParameter: { IsMemberInitializer: false, IsNullable: false } parameter }
                && Nullable.GetUnderlyingType(parameter.ParameterType) is null)
            {
                property.IsRequired = true;
            }
        }
    }
}
