using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Magister.Journal.Shared;
using Magister.Postgres;

namespace Magister.Journal.Tests.Shared;

public class PostgresOpeningTests
{
    [NeedsPostgres]
    public void Open_OfManyAtOnceInAFreshDatabase_OpensAll()
    {
        for (var round = 0; round < 5; round++)
        {
            var address = PostgresServer.Shared.Address(PostgresServer.Shared.CreateDatabase());

            var openings = AtOnce.Run(8, _ => PostgresFleetDatabase.Open(address, "fleet"));

            Assert.All(openings, opening => Assert.IsType<FleetDatabaseOpening.Opened>(opening).Database.Dispose());
        }
    }

    [NeedsPostgres]
    public void Open_OfAUserWhoMayOnlyChangeRows_OpensOnceTheTablesAreThere()
    {
        var server = PostgresServer.Shared;
        var (name, user) = (server.CreateDatabase(), CreateUser("LOGIN"));
        server.Execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC", name);
        var address = server.Address(name).Replace("postgres@", $"{user}@", StringComparison.Ordinal);

        var refused = Assert.IsType<FleetDatabaseOpening.Refused>(PostgresFleetDatabase.Open(address, "fleet"));
        Assert.Contains("permission denied for schema public: make the user the database's owner", refused.Message, StringComparison.Ordinal);

        Assert.IsType<FleetDatabaseOpening.Opened>(PostgresFleetDatabase.Open(server.Address(name), "fleet")).Database.Dispose();
        Assert.Contains("permission denied for table magister_schema", PostgresFleetDatabase.Open(address, "fleet").Message, StringComparison.Ordinal);
        server.Execute($"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {user}", name);
        using var database = Assert.IsType<FleetDatabaseOpening.Opened>(PostgresFleetDatabase.Open(address, "fleet")).Database;
        database.Put(["word"]);
        Assert.Single(database.Words(10));
    }

    [NeedsPostgres]
    public void Open_OfADatabaseThatCanLoseWhatItConfirmed_WarnsOfIt()
    {
        var server = PostgresServer.Shared;
        var name = server.CreateDatabase();

        // The tests' own server runs with fsync off.
        Assert.Contains("has fsync off", Warning(), StringComparison.Ordinal);
        server.Execute($"ALTER DATABASE \"{name}\" SET synchronous_commit = off");
        Assert.Contains("has fsync and synchronous_commit off", Warning(), StringComparison.Ordinal);

        string? Warning()
        {
            var opened = Assert.IsType<FleetDatabaseOpening.Opened>(PostgresFleetDatabase.Open(server.Address(name), "fleet"));
            opened.Database.Dispose();
            return opened.Warning;
        }
    }

    [NeedsPostgres]
    public void Open_OfNewerTables_IsRefusedAndChangesNothing()
    {
        var server = PostgresServer.Shared;
        var name = server.CreateDatabase();
        server.Execute("CREATE TABLE magister_schema (version integer PRIMARY KEY); INSERT INTO magister_schema VALUES (2)", name);

        var newer = Assert.IsType<FleetDatabaseOpening.Newer>(PostgresFleetDatabase.Open(server.Address(name), "fleet"));

        Assert.Equal(2, newer.Version);
        Assert.Equal(1L, server.Execute("SELECT count(*) FROM pg_tables WHERE tablename LIKE 'magister%'", name));
    }

    [NeedsPostgres]
    public void Open_WithAWrongPassword_IsRefusedAndSaysSo()
    {
        PostgresServer.Shared.Execute("DROP ROLE IF EXISTS guarded; CREATE ROLE guarded LOGIN SUPERUSER PASSWORD 'p@ss/w%rd'");
        string Address(string credentials) => PostgresServer.Shared.Address().Replace("postgres@", credentials, StringComparison.Ordinal);

        Assert.IsType<FleetDatabaseOpening.Opened>(PostgresFleetDatabase.Open(Address("guarded:p%40ss%2Fw%25rd@"), "fleet")).Database.Dispose();

        var wrong = Assert.IsType<FleetDatabaseOpening.Refused>(PostgresFleetDatabase.Open(Address("guarded:secret@"), "fleet"));
        Assert.Equal(
            $"The database postgres://127.0.0.1:{PostgresServer.Shared.Port}/postgres cannot be used: it does not accept the password: give the right one.", wrong.Message);
        var none = Assert.IsType<FleetDatabaseOpening.Refused>(PostgresFleetDatabase.Open(Address("guarded@"), "fleet"));
        Assert.Contains("No password has been provided", none.Message, StringComparison.Ordinal);
    }

    [NeedsPostgres]
    public void Open_OfWhatIsNotThere_SaysWhatIsMissing()
    {
        var server = PostgresServer.Shared;
        Assert.Contains(
            "database \"nowhere\" does not exist: create it", Assert.IsType<FleetDatabaseOpening.Refused>(PostgresFleetDatabase.Open(server.Address("nowhere"), "fleet")).Message,
            StringComparison.Ordinal);
        var stranger = server.Address().Replace("postgres@", "stranger@", StringComparison.Ordinal);
        Assert.Contains(
            "role \"stranger\" does not exist: create that user", Assert.IsType<FleetDatabaseOpening.Refused>(PostgresFleetDatabase.Open(stranger, "fleet")).Message,
            StringComparison.Ordinal);
    }

    [NeedsPostgres]
    public void Open_OfADatabaseThatDoesNotHaveAllLetters_IsRefused()
    {
        var name = PostgresServer.Shared.CreateDatabase("ENCODING 'LATIN1' TEMPLATE template0");

        var refused = Assert.IsType<FleetDatabaseOpening.Refused>(PostgresFleetDatabase.Open(PostgresServer.Shared.Address(name), "fleet"));

        Assert.Contains("its encoding is LATIN1", refused.Message, StringComparison.Ordinal);
    }

    [NeedsPostgres]
    public void Open_OfADatabaseThatTakesNoWrites_IsWaitedFor()
    {
        var name = PostgresServer.Shared.CreateDatabase();
        PostgresServer.Shared.Execute($"ALTER DATABASE {name} SET default_transaction_read_only = on");

        var opening = PostgresFleetDatabase.Open(PostgresServer.Shared.Address(name), "fleet");

        Assert.Contains("it takes no writes", Assert.IsType<FleetDatabaseOpening.Unreachable>(opening).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfWhatNobodyListensAt_IsUnreachable()
    {
        var closed = Assert.IsType<FleetDatabaseOpening.Unreachable>(PostgresFleetDatabase.Open("postgres://user:secret@127.0.0.1:1/fleet", "fleet"));
        Assert.Equal("The database postgres://127.0.0.1:1/fleet cannot be reached: Connection refused.", closed.Message);
        var several = Assert.IsType<FleetDatabaseOpening.Unreachable>(PostgresFleetDatabase.Open("postgres://user:secret@127.0.0.1:1,127.0.0.1:2/fleet", "fleet"));
        Assert.Equal("The database postgres://127.0.0.1:1,127.0.0.1:2/fleet cannot be reached: Connection refused.", several.Message);
    }

    [Fact]
    public void Open_OfWhatNeverAnswers_IsUnreachable()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        var opening = PostgresFleetDatabase.Open($"postgres://user:secret@127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/fleet", "fleet");

        Assert.Contains("it does not answer in time", Assert.IsType<FleetDatabaseOpening.Unreachable>(opening).Message, StringComparison.Ordinal);
    }

    [NeedsPostgres]
    public void Open_OfSeveralHosts_FindsTheOneThatIsThere()
    {
        var address = PostgresServer.Shared.Address().Replace("127.0.0.1", "127.0.0.1:1,127.0.0.1", StringComparison.Ordinal);

        Assert.IsType<FleetDatabaseOpening.Opened>(PostgresFleetDatabase.Open(address, "fleet")).Database.Dispose();
    }

    [NeedsPostgres]
    public void Open_OverTls_ChecksTheCertificateAsAsked()
    {
        var folder = Directory.CreateTempSubdirectory("magister-tls");
        var (certificate, key) = (Path.Combine(folder.FullName, "server.crt"), Path.Combine(folder.FullName, "server.key"));
        WriteCertificate(certificate, key);
        using var server = new PostgresServer();
        server.Stop();
        foreach (var file in new[] { certificate, key }) File.Copy(file, Path.Combine(server.Folder, "data", Path.GetFileName(file)));
        File.AppendAllText(Path.Combine(server.Folder, "data", "postgresql.conf"), "ssl = on\n");
        File.WriteAllText(Path.Combine(server.Folder, "data", "pg_hba.conf"), "hostssl all all 127.0.0.1/32 trust\n");
        server.Start();

        FleetDatabaseOpening Open(string parameters) => PostgresFleetDatabase.Open($"{server.Address()}?{parameters}", "fleet");
        Assert.IsType<FleetDatabaseOpening.Opened>(Open("sslmode=require")).Database.Dispose();
        Assert.IsType<FleetDatabaseOpening.Opened>(Open($"sslmode=verify-full&sslrootcert={certificate}")).Database.Dispose();
        Assert.Contains("its certificate is not accepted", Assert.IsType<FleetDatabaseOpening.Refused>(Open("sslmode=verify-full")).Message, StringComparison.Ordinal);
        Assert.Contains("pg_hba.conf", Assert.IsType<FleetDatabaseOpening.Refused>(Open("sslmode=disable")).Message, StringComparison.Ordinal);
        Assert.Contains("No such file", Assert.IsType<FleetDatabaseOpening.Refused>(Open("sslmode=verify-full&sslrootcert=/nowhere.pem")).Message, StringComparison.Ordinal);
        Assert.IsType<FleetDatabaseOpening.Refused>(Open($"sslmode=verify-full&sslrootcert={key}"));
        folder.Delete(recursive: true);
    }

    private static string CreateUser(string options)
    {
        var user = PostgresServer.FreshName();
        PostgresServer.Shared.Execute($"CREATE ROLE {user} {options}");
        return user;
    }

    private static void WriteCertificate(string certificate, string key)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", pair, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(certificate, made.ExportCertificatePem());
        File.WriteAllText(key, pair.ExportPkcs8PrivateKeyPem());
    }
}
