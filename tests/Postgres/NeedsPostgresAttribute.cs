namespace Magister.Postgres;

/// <summary>A test that starts its own PostgreSQL; <c>make check</c> installs it if it may.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsPostgresAttribute : FactAttribute
{
    public const string Missing = "A PostgreSQL (Debian's package postgresql) cannot be started here.";

    public NeedsPostgresAttribute() => Skip = PostgresServer.IsHere ? null : Missing;
}
