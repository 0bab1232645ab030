using System.Globalization;
using System.Text.Json;

namespace Magister.Vast.Wire;

/// <summary>
/// Looks for <c>new_contract</c> anywhere in the answer to a create: if it appears, an instance exists and costs money, whatever else the
/// answer says.
/// </summary>
/// <param name="Id">The instance's id, if it is clear.</param>
/// <param name="IsMentioned">Whether the answer mentions a new contract at all; <c>null</c> is none.</param>
internal readonly record struct NewContract(long? Id, bool IsMentioned)
{
    private const string Name = "new_contract";

    public static NewContract In(Answer answer)
    {
        if (answer.Body is not { } body) return new NewContract(null, answer.NoJson.Span.IndexOf("new_contract"u8) >= 0);
        try
        {
            var found = new HashSet<long?>();
            Collect(body, found);
            var id = found.Count == 1 ? found.First() : null;
            return new NewContract(id, found.Count > 0);
        }
        catch (InvalidOperationException)
        {
            // Invalid escapes in a name or a value: nothing can be ruled out.
            return new NewContract(null, IsMentioned: true);
        }
    }

    private static void Collect(JsonElement element, HashSet<long?> found)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject()) CollectMember(member, found);

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) Collect(item, found);

                break;
            case JsonValueKind.String when element.GetString()!.Contains(Name, StringComparison.OrdinalIgnoreCase):
                found.Add(null);
                break;
        }
    }

    private static void CollectMember(JsonProperty member, HashSet<long?> found)
    {
        if (!member.NameEquals(Name)) Collect(member.Value, found);
        else if (member.Value.ValueKind != JsonValueKind.Null) found.Add(IdOf(member.Value));
    }

    private static long? IdOf(JsonElement value)
    {
        long id = 0;
        var isWhole = value.ValueKind switch
        {
            JsonValueKind.Number => JsonFields.TryWhole(value, out id),
            JsonValueKind.String => long.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out id),
            _ => false,
        };
        return isWhole && id > 0 ? id : null;
    }
}
