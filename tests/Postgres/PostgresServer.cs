using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Magister.Tests.EndToEnd;
using Npgsql;

namespace Magister.Postgres;

/// <summary>A PostgreSQL of the tests' own, with its own port and temporary folder. It ends with the tests, however these end.</summary>
internal sealed class PostgresServer : IDisposable
{
    private const string Done = "done";

    // Durability on disk is the server's concern, and would only cost time here.
    private static readonly Lazy<PostgresServer> Started = new(() => new PostgresServer("fsync=off"));
    private static int given;

    private readonly Process process;

    /// <param name="settings">Server settings: <c>name=value</c>.</param>
    public PostgresServer(params string[] settings)
    {
        Port = FreePort.Find();
        Folder = Directory.CreateTempSubdirectory("magister-postgres").FullName;
        process = Run([Port.ToString(CultureInfo.InvariantCulture), Folder, .. settings]);
        Await();
    }

    /// <summary>One for all tests of a run, which share it and must not stop it.</summary>
    public static PostgresServer Shared => Started.Value;

    /// <summary>Whether one can be started here.</summary>
    public static bool IsHere { get; } = Answers();

    public int Port { get; }

    public string Folder { get; }

    /// <summary>A name that no other test uses.</summary>
    public static string FreshName() => string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref given)}");

    /// <summary>For the superuser, who needs no password.</summary>
    public string Address(string database = "postgres") => $"postgres://postgres@127.0.0.1:{Port}/{database}";

    /// <summary>For a test that looks behind the scenes.</summary>
    public NpgsqlConnection Connect(string database = "postgres")
    {
        var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={Port};Username=postgres;Database={database};Pooling=false");
        connection.Open();
        return connection;
    }

    public object? Execute(string statement, string database = "postgres")
    {
        using var connection = Connect(database);
        using var command = new NpgsqlCommand(statement, connection);
        return command.ExecuteScalar();
    }

    /// <summary>Creates a separate database.</summary>
    public string CreateDatabase(string options = "")
    {
        var name = FreshName();
        Execute($"CREATE DATABASE {name} {options}");
        return name;
    }

    /// <summary>Ends it as a power cut would.</summary>
    public void Stop() => Tell("stop");

    public void Start() => Tell("start");

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private static Process Run(params IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo("sh", [Script(), .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static bool Answers()
    {
        using var check = Run("--check");
        check.WaitForExit();
        return check.ExitCode == 0;
    }

    private static string Script([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "postgres.sh");

    private void Tell(string command)
    {
        process.StandardInput.WriteLine(command);
        Await();
    }

    private void Await()
    {
        if (process.StandardOutput.ReadLine() is not Done) throw new InvalidOperationException(process.StandardError.ReadToEnd());
    }
}
