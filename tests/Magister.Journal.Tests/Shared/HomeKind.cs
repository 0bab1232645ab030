using System.Reflection;
using Magister.Postgres;
using Xunit.Sdk;

namespace Magister.Journal.Tests.Shared;

/// <summary>Where a fleet may be kept.</summary>
public enum HomeKind
{
    Memory,
    Postgres,
}

/// <summary>Runs a theory in memory.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InMemoryAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[HomeKind.Memory]];
}

/// <summary>Runs a theory in PostgreSQL, if available.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InPostgresAttribute : DataAttribute
{
    public InPostgresAttribute() => Skip = PostgresServer.IsHere ? null : NeedsPostgresAttribute.Missing;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[HomeKind.Postgres]];
}
