using System.Reflection;
using Magister.Fleet;
using Magister.Journal;
using Magister.Running;
using Magister.Vast;

namespace Magister.Tests.Architecture;

/// <summary>Which parts may know which: the projects as in the architecture, and the program's folders without a cycle.</summary>
public sealed class DependencyTests
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // From the bottom up: each knows only those before it. The last puts everything together; only the entry point knows it.
    private static readonly string[] Rooms =
        ["Configuration", "Evidence", "Running", "Events", "History", "Telemetry", "Reloading", "Notifications", "Access", "Endpoints", "Dashboard", "Hosting", "Cli"];

    [Fact]
    public void Projects_KnowOnlyThoseBelowThem()
    {
        Assert.Empty(OursKnownTo(typeof(Engine).Assembly));
        Assert.Equal(["Magister.Fleet"], OursKnownTo(typeof(VastClient).Assembly));
        Assert.Equal(["Magister.Fleet"], OursKnownTo(typeof(FactJournal).Assembly));
        Assert.DoesNotContain("magister", OursKnownTo(typeof(Simulator.SimulatorHost).Assembly));
    }

    [Fact]
    public void Rooms_OfTheProgram_KnowOnlyThoseBelowThem()
    {
        var wrong =
            from type in typeof(FleetLoop).Assembly.GetTypes()
            let room = RoomOf(type)
            where room is not null
            from known in KnownTo(type).Select(RoomOf).OfType<string>().Distinct()
            where Array.IndexOf(Rooms, known) > Array.IndexOf(Rooms, room)
            select $"{type.FullName} of {room} knows {known}";

        Assert.Empty(wrong.Distinct().Order());
    }

    [Fact]
    public void Rooms_AreAllNamedHere() =>
        Assert.Equal(Rooms.Order(), typeof(FleetLoop).Assembly.GetTypes().Select(RoomOf).OfType<string>().Distinct().Order());

    private static IEnumerable<string> OursKnownTo(Assembly assembly) => assembly.GetReferencedAssemblies()
        .Select(reference => reference.Name!).Where(name => name.StartsWith("magister", StringComparison.OrdinalIgnoreCase)).Order();

    private static string? RoomOf(Type type)
    {
        var parts = (type.DeclaringType ?? type).Namespace?.Split('.') ?? [];
        return parts is ["Magister", var room, ..] && type.Assembly == typeof(FleetLoop).Assembly ? room : null;
    }

    // The types in signatures, fields and bodies, wherever the compiler put the body.
    private static IEnumerable<Type> KnownTo(Type type) => type.GetFields(Everything).Select(field => field.FieldType)
        .Concat(type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)).SelectMany(KnownTo))
        .SelectMany(Unwrapped);

    private static IEnumerable<Type> KnownTo(MethodBase method) => method.GetParameters().Select(parameter => parameter.ParameterType)
        .Concat(method is MethodInfo { ReturnType: var returned } ? [returned] : [])
        .Concat(method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [])
        .Concat(CalledBy(method));

    // Tokens of calls, field accesses and object creations in a method's bytes. A byte that only looks like one resolves to nothing, or to a type
    // that is known anyway.
    private static IEnumerable<Type> CalledBy(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at + 4 < code.Length; at++)
        {
            if (code[at] is not (0x28 or 0x6F or 0x73 or 0x7B or 0x7D or 0x7E or 0x80)) continue;
            if (Resolved(method, BitConverter.ToInt32(code, at + 1))?.DeclaringType is { } type) yield return type;
        }
    }

    private static MemberInfo? Resolved(MethodBase method, int token)
    {
        try
        {
            var ofType = method.DeclaringType is { IsGenericType: true } generic ? generic.GetGenericArguments() : null;
            return method.Module.ResolveMember(token, ofType, method.IsGenericMethod ? method.GetGenericArguments() : null);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<Type> Unwrapped(Type type) => type.HasElementType
        ? Unwrapped(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Unwrapped).Append(type) : [type];
}
