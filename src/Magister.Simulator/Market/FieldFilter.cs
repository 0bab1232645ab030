using System.Text.Json.Nodes;

namespace Magister.Simulator.Market;

/// <summary>One condition on one field, such as <c>dph_total lte 0.5</c>.</summary>
internal sealed class FieldFilter<T>
{
    private readonly Field<T> _field;
    private readonly string _operation;
    private readonly FieldValue _operand;
    private readonly FieldValue[] _list;

    private FieldFilter(Field<T> field, string operation, FieldValue operand, FieldValue[] list)
    {
        _field = field;
        _operation = operation;
        _operand = operand;
        _list = list;
    }

    public string FieldName => _field.Name;

    /// <summary>Whether it compares sizes, a filter that Vast does not always apply.</summary>
    public bool ComparesSizes => _operation is "gt" or "gte" or "lt" or "lte";

    public bool Admits(T subject) => Admits(_field.Read(subject));

    public bool Admits(FieldValue value) => _operation switch
    {
        "eq" => value.Equal(_operand),
        "neq" => !value.Equal(_operand),
        "gt" => value.CompareTo(_operand) > 0,
        "gte" => value.CompareTo(_operand) >= 0,
        "lt" => value.CompareTo(_operand) < 0,
        "lte" => value.CompareTo(_operand) <= 0,
        "in" => Listed(value),
        _ => !Listed(value),
    };

    /// <summary>Parses the conditions on one field; returns what is wrong with them, or null.</summary>
    public static string? Parse(Field<T> field, JsonNode? conditions, List<FieldFilter<T>> into)
    {
        if (conditions is not JsonObject operations) return $"{field.Name} wants an object such as {{\"eq\": 1}}";
        foreach (var (operation, operand) in operations)
        {
            if (operation is not ("eq" or "neq" or "gt" or "gte" or "lt" or "lte" or "in" or "notin"))
            {
                return $"{operation} is not a valid operator for {field.Name}";
            }

            if (operation is "in" or "notin" && operand is not JsonArray) return $"{operation} wants a list for {field.Name}";
            var list = operand is JsonArray array ? array.Select(FieldValue.FromJson).ToArray() : [];
            into.Add(new FieldFilter<T>(field, operation, FieldValue.FromJson(operand), list));
        }

        return null;
    }

    private bool Listed(FieldValue value)
    {
        foreach (var candidate in _list)
        {
            if (value.Equal(candidate)) return true;
        }

        return false;
    }
}
