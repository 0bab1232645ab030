namespace Magister.Toml;

/// <summary>What a key stands for while the document is still being read and tables may yet grow.</summary>
internal abstract class TomlNode
{
    /// <summary>What messages call it.</summary>
    public abstract string KindName { get; }

    /// <summary>Where it was defined, for messages about a second definition.</summary>
    public abstract TomlPosition Position { get; }

    public abstract TomlValue Freeze();
}

/// <summary>A value written after an equals sign. Nothing can be added to it, not even to an array or an inline table.</summary>
internal sealed class TomlValueNode(TomlValue value) : TomlNode
{
    public override string KindName => value is TomlTable ? "an inline table" : value.KindName;

    public override TomlPosition Position => value.Position;

    public override TomlValue Freeze() => value;
}

/// <summary>An array of tables, one more for each of its headers.</summary>
internal sealed class TomlTableArrayNode(int level, TomlPosition position) : TomlNode
{
    private readonly List<TomlTableNode> tables = [];

    public override string KindName => "an array of tables";

    public override TomlPosition Position => position;

    /// <summary>The table that headers below this array mean.</summary>
    public TomlTableNode Last => tables[^1];

    public TomlTableNode Append(TomlPosition header)
    {
        TomlTableNode.CheckLevel(level + 1, header);
        tables.Add(new TomlTableNode(TomlTableOrigin.Header, level + 1, header));
        return Last;
    }

    public override TomlArray Freeze() => new([.. tables.Select(TomlValue (table) => table.Freeze())], position);
}

/// <summary>How a table came to be, which decides what may still be said of it.</summary>
internal enum TomlTableOrigin
{
    /// <summary>Named on the way to a deeper header: one header of its own may still come.</summary>
    Implied,

    /// <summary>Has a header, or is the document itself, or an inline table being read: no further header.</summary>
    Header,

    /// <summary>Made by dotted keys: no header, but more dotted keys and headers of tables below.</summary>
    Dotted,
}
