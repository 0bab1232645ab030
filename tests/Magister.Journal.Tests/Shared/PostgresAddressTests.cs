using Magister.Journal.Shared;
using Npgsql;

namespace Magister.Journal.Tests.Shared;

public class PostgresAddressTests
{
    [Theory]
    [InlineData("postgres://user:word@db1/fleet", "Host=db1;Username=user;Password=word;Database=fleet")]
    [InlineData("postgresql://user:word@db1:6000/fleet", "Host=db1;Port=6000;Username=user;Password=word;Database=fleet")]
    [InlineData("POSTGRES://db1/fleet", "Host=db1;Database=fleet")]
    [InlineData("postgres://us%40er:p%3Aw%2Fo%23r%25d@db1/fl%20eet", "Host=db1;Username=us@er;Password=p:w/o#r%d;Database=fl eet")]
    [InlineData("postgres://user:p@ss:w+rd;x='\"@db1/fleet", "Host=db1;Username=user;Password=\"p@ss:w+rd;x='\"\"\";Database=fleet")]
    [InlineData("postgres://user:w%C3%B6rd@db1/fleet", "Host=db1;Username=user;Password=wörd;Database=fleet")]
    [InlineData("postgres://user@[::1]:6000/fleet", "Host=[::1];Port=6000;Username=user;Database=fleet")]
    [InlineData("postgres://user@[2001:db8::1]/fleet", "Host=[2001:db8::1];Username=user;Database=fleet")]
    [InlineData("postgres://user@%2Frun%2Fpostgresql/fleet", "Host=/run/postgresql;Username=user;Database=fleet")]
    [InlineData("postgres:///fleet?host=/run/postgresql&port=6000&user=user&password=w%26rd", "Host=/run/postgresql;Port=6000;Username=user;Password=w&rd;Database=fleet")]
    [InlineData("postgres://db1/?dbname=fleet&connect_timeout=60", "Host=db1;Database=fleet")]
    [InlineData("postgres://db1/fleet?sslmode=require", "Host=db1;Database=fleet;SSL Mode=Require")]
    [InlineData("postgres://db1/fleet?sslmode=verify-full&sslrootcert=/etc/ca.pem", "Host=db1;Database=fleet;SSL Mode=VerifyFull;Root Certificate=/etc/ca.pem")]
    [InlineData("postgres://db1/fleet?sslmode=verify-ca&options=-c%20search_path%3Dother", "Host=db1;Database=fleet;SSL Mode=VerifyCA;Options=-c search_path=other")]
    [InlineData("postgres://u:w@db1:6000,db2/fleet", "Host=db1:6000,db2;Username=u;Password=w;Database=fleet;Target Session Attributes=read-write")]
    [InlineData("postgres://db1,db2/fleet?target_session_attrs=primary", "Host=db1,db2;Database=fleet;Target Session Attributes=primary")]
    [InlineData("Host=db1;Username=user;Password='a;b';Database=fleet;Timeout=0;Command Timeout=0;Pooling=true", "Host=db1;Username=user;Password='a;b';Database=fleet")]
    public void TryRead_OfAnAddress_ConnectsAsItSays(string text, string expected)
    {
        Assert.True(PostgresAddress.TryRead(text, out var address, out _));

        var settings = address.Settings;
        foreach (var (name, value) in new NpgsqlConnectionStringBuilder(expected)) Assert.Equal((name, value), (name, settings[name]));
        Assert.Equal((3, 5, false), (settings.Timeout, settings.CommandTimeout, settings.Pooling));
        Assert.Equal(expected.Contains("Password", StringComparison.Ordinal), settings.Password is not null);
    }

    [Theory]
    [InlineData("postgres://user:secret@db1:6000,db2/fleet?sslmode=require", "postgres://db1:6000,db2:5432/fleet")]
    [InlineData("postgres://user:secret@db1/fleet", "postgres://db1:5432/fleet")]
    [InlineData("Host=db1;Port=6000;Password=secret;Database=fleet", "postgres://db1:6000/fleet")]
    [InlineData("postgres:///fleet?host=/run/postgresql", "postgres:///run/postgresql/fleet")]
    [InlineData("postgres://user:secret@[::1]/fleet", "postgres://[::1]:5432/fleet")]
    public void Place_OfAnAddress_NamesNeitherUserNorPassword(string text, string place)
    {
        Assert.True(PostgresAddress.TryRead(text, out var address, out _));

        Assert.Equal(place, address.Place);
    }

    [Theory]
    [InlineData("", "it does not begin with postgres://")]
    [InlineData("postgres://user:secret@/fleet", "it names no host")]
    [InlineData("postgres://user:secret@db1", "it names no database")]
    [InlineData("Host=db1;Password=secret", "it names no database")]
    [InlineData("secret", "it does not begin with postgres://")]
    [InlineData("mysql://user:secret@db1/fleet", "it does not begin with postgres://")]
    [InlineData("Hst=secret;Database=fleet", "a name or a value in it is unknown")]
    [InlineData("Host=db1;Database=fleet;Password=sec;ret=1", "a name or a value in it is unknown")]
    [InlineData("Host=db1;Database=fleet;SSL Mode=secret", "a name or a value in it is unknown")]
    [InlineData("postgres://user:sec/ret@db1/fleet", "percent-encoded")]
    [InlineData("postgres://user:sec?ret@db1/fleet", "percent-encoded")]
    [InlineData("postgres://user:sec%ret@db1/fleet", "percent-encoded")]
    [InlineData("postgres://user:secret@db1:0/fleet", "its port is not a number from 1 to 65535")]
    [InlineData("postgres://user:secret@db1:70000/fleet", "its port is not a number from 1 to 65535")]
    [InlineData("postgres://user:secret@db1/fleet?sslmod=require", "these are known: application_name, channel_binding")]
    [InlineData("postgres://user:secret@db1/fleet?sslmode=requird", "a name or a value in it is unknown")]
    [InlineData("postgres://user:secret@db1/fleet?sslnegotiation=direct&sslmode=disable", "does not go with the others")]
    public void Problem_OfWhatIsNoAddress_SaysWhatIsWrongAndRepeatsNothing(string text, string expected)
    {
        var problem = PostgresFleetDatabase.Problem(text);

        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("ret@", problem, StringComparison.Ordinal);
    }
}
