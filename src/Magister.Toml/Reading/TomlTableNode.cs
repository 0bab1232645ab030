namespace Magister.Toml;

/// <summary>A table that is being read, and the rules by which keys and headers may add to it.</summary>
/// <param name="origin">How the table came to be.</param>
/// <param name="level">How many tables and arrays it lies in below the document, itself included.</param>
/// <param name="position">Where it was first named.</param>
internal sealed class TomlTableNode(TomlTableOrigin origin, int level, TomlPosition position) : TomlNode
{
    private readonly Dictionary<string, TomlNode> nodes = new(StringComparer.Ordinal);
    private readonly List<TomlKeyPart> order = [];
    private TomlTableOrigin origin = origin;
    private TomlPosition position = position;

    public override string KindName => "a table";

    public override TomlPosition Position => position;

    public int Level => level;

    public static void CheckLevel(int level, TomlPosition position)
    {
        if (level > TomlDocument.NestingMax)
            throw new TomlException(position, $"expected at most {TomlDocument.NestingMax} levels of tables and arrays, found more");
    }

    /// <summary>Sets a value under a key, making the tables of a dotted key on the way.</summary>
    public void Set(TomlKey key, TomlValue value)
    {
        var table = this;
        for (var i = 0; i < key.Parts.Count - 1; i++)
            table = table.StepByDottedKey(key, i);
        if (table.nodes.TryGetValue(key.Last.Name, out var present))
            throw AlreadyDefined(key, key.Parts.Count - 1, present);
        table.Add(key.Last, new TomlValueNode(value));
    }

    /// <summary>Opens the table of a header <c>[key]</c>; this is the document.</summary>
    public TomlTableNode OpenTable(TomlKey key, TomlPosition header)
    {
        var parent = StepToParent(key);
        if (!parent.nodes.TryGetValue(key.Last.Name, out var present))
            return parent.AddTable(key.Last, TomlTableOrigin.Header, header);
        if (present is not TomlTableNode { origin: TomlTableOrigin.Implied } table)
            throw AlreadyDefined(key, key.Parts.Count - 1, present);
        table.origin = TomlTableOrigin.Header;
        table.position = header;
        return table;
    }

    /// <summary>Opens one more table of the array of a header <c>[[key]]</c>; this is the document.</summary>
    public TomlTableNode OpenArrayTable(TomlKey key, TomlPosition header)
    {
        var parent = StepToParent(key);
        if (!parent.nodes.TryGetValue(key.Last.Name, out var present))
        {
            CheckLevel(parent.Level + 1, key.Last.Position);
            present = new TomlTableArrayNode(parent.Level + 1, header);
            parent.Add(key.Last, present);
        }

        return present is TomlTableArrayNode array ? array.Append(header) : throw AlreadyDefined(key, key.Parts.Count - 1, present);
    }

    public override TomlTable Freeze() =>
        new([.. order.Select(part => new TomlEntry(part.Name, part.Position, nodes[part.Name].Freeze()))], position);

    private TomlTableNode StepToParent(TomlKey key)
    {
        var table = this;
        for (var i = 0; i < key.Parts.Count - 1; i++)
            table = table.StepByHeader(key, i);
        return table;
    }

    private TomlTableNode StepByHeader(TomlKey key, int index)
    {
        var part = key.Parts[index];
        if (!nodes.TryGetValue(part.Name, out var present))
            return AddTable(part, TomlTableOrigin.Implied, part.Position);
        return present switch
        {
            TomlTableNode table => table,
            TomlTableArrayNode array => array.Last,
            _ => throw NotExtensible(key, index, present),
        };
    }

    private TomlTableNode StepByDottedKey(TomlKey key, int index)
    {
        var part = key.Parts[index];
        if (!nodes.TryGetValue(part.Name, out var present))
            return AddTable(part, TomlTableOrigin.Dotted, part.Position);
        if (present is not TomlTableNode { origin: not TomlTableOrigin.Header } table)
            throw NotExtensible(key, index, present);
        // A table implied by an earlier, deeper header takes keys too, and counts from now on as defined by them.
        table.origin = TomlTableOrigin.Dotted;
        return table;
    }

    private TomlTableNode AddTable(TomlKeyPart part, TomlTableOrigin tableOrigin, TomlPosition tablePosition)
    {
        CheckLevel(level + 1, part.Position);
        var table = new TomlTableNode(tableOrigin, level + 1, tablePosition);
        Add(part, table);
        return table;
    }

    private void Add(TomlKeyPart part, TomlNode node)
    {
        nodes.Add(part.Name, node);
        order.Add(part);
    }

    private static TomlException AlreadyDefined(TomlKey key, int index, TomlNode present) => new(key.Parts[index].Position,
        $"expected a key not defined before, found {key.Show(index + 1)}, which is {present.KindName} defined at {present.Position}");

    private static TomlException NotExtensible(TomlKey key, int index, TomlNode present) => new(key.Parts[index].Position,
        $"expected a table open to new keys, found {key.Show(index + 1)}, which is {present.KindName} defined at {present.Position}");
}
