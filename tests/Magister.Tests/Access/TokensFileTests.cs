using Magister.Access;
using Magister.Access.Tokens;
using Magister.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Magister.Tests.Access;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class TokensFileTests : IDisposable
{
    private static readonly DateTimeOffset Epoch = new(2026, 11, 29, 0, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("magister-tokens-");

    private string FilePath => Path.Combine(folder.FullName, "tokens.json");

    private TokensFile File => new(new TokensPath(FilePath, IsNamed: false));

    [Fact]
    public async Task Change_ByManyAtOnce_LosesNone_AndOnlyTheOwnerReads()
    {
        var objections = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => AddAsync($"one-{number}"))));

        Assert.All(objections, Assert.Null);
        var read = Assert.IsType<TokensReading.Read>(File.Read());
        Assert.Equal(20, read.Entries.Select(entry => entry.Name).Distinct().Count());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(FilePath));
    }

    [Theory]
    [InlineData("not json", "is not the JSON")]
    [InlineData("{}", "no list")]
    [InlineData("{\"tokens\":[{\"name\":\"a b\",\"role\":\"read\",\"sha256\":\"00\",\"created\":\"2026-11-29T00:00:00Z\"}]}", "token 1: a name must be")]
    [InlineData("{\"tokens\":[{\"name\":\"operator\",\"role\":\"read\",\"sha256\":\"00\",\"created\":\"2026-11-29T00:00:00Z\"}]}", "operator_token is called")]
    [InlineData("{\"tokens\":[{\"name\":\"a\",\"role\":\"rule\",\"sha256\":\"00\",\"created\":\"2026-11-29T00:00:00Z\"}]}", "role must be one of read, operate")]
    [InlineData("{\"tokens\":[{\"name\":\"a\",\"role\":\"read\",\"sha256\":\"00\",\"created\":\"2026-11-29T00:00:00Z\"}]}", "64 hexadecimal digits")]
    [InlineData("{\"tokens\":[null]}", "token 1 is null")]
    public async Task Read_OfWhatIsNoListOfTokens_SaysWhereAndWhat_AndNothingIsOverwritten(string text, string words)
    {
        await System.IO.File.WriteAllTextAsync(FilePath, text);

        Assert.Contains(words, Assert.IsType<TokensReading.Broken>(File.Read()).Why, StringComparison.Ordinal);
        Assert.Contains($"tokens_file (TOKENS_FILE): the file {FilePath}", File.Objection(), StringComparison.Ordinal);
        Assert.NotNull(await AddAsync("another"));
        Assert.Equal(text, await System.IO.File.ReadAllTextAsync(FilePath));
    }

    [Fact]
    public void Objection_WithoutAFile_IsThereOnlyWhereOneIsNamed()
    {
        Assert.Null(File.Objection());
        Assert.Contains("does not exist", new TokensFile(new TokensPath(FilePath, IsNamed: true)).Objection(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Book_FollowsTheFile_AndKeepsWhatItReadLast()
    {
        using var book = Book();
        Assert.False(book.AreRequired);
        Assert.True(book.IsGood(null));

        await AddAsync("alice");
        Assert.Equal(("alice", TokenRole.Operate), (book.Find("text of alice")!.Name, book.Find("text of alice")!.Role));
        Assert.True(book.AreRequired);
        Assert.False(book.IsGood(null));
        Assert.Null(book.Find("text of bob"));

        await System.IO.File.WriteAllTextAsync(FilePath, "spoilt");
        Assert.Null(book.Find("text of bob"));
        Assert.NotNull(book.Find("text of alice"));

        System.IO.File.Delete(FilePath);
        Assert.Null(book.Find("text of bob"));
        Assert.NotNull(book.Find("text of alice"));
        Assert.True(book.AreRequired);
    }

    [Fact]
    public async Task Book_AskedForANewTokenBySeveralAtOnce_FindsItForAll()
    {
        using var book = Book();
        for (var round = 0; round < 40; round++)
        {
            await AddAsync($"one-{round}");
            using var together = new Barrier(4);
            var found = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(Ask, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
            Assert.All(found, Assert.NotNull);

            AccessToken? Ask()
            {
                together.SignalAndWait();
                return book.Find($"text of one-{round}");
            }
        }
    }

    [Fact]
    public async Task Book_OfAnEmptyFile_LetsNobodyInButTheConfigurationsToken()
    {
        await System.IO.File.WriteAllTextAsync(FilePath, "spoilt");
        using (var spoilt = Book()) Assert.True(spoilt.AreRequired);
        await System.IO.File.WriteAllTextAsync(FilePath, "");
        using var closed = Book();
        Assert.True(closed.AreRequired);
        Assert.Null(closed.Find(""));

        using var configured = Book(new OperatorToken("an-operators-token"));
        Assert.Equal("operator", configured.Find("an-operators-token")?.Name);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private TokenBook Book(OperatorToken? token = null) =>
        new(new AccessSettings { Token = token, TokensFile = new TokensPath(FilePath, IsNamed: false) }, new OngoingVisits(TimeProvider.System), TimeProvider.System, NullLogger<TokenBook>.Instance);

    private Task<string?> AddAsync(string name)
    {
        var entry = new TokenEntry(name, "operate", Convert.ToHexStringLower(AccessToken.DigestOf($"text of {name}")), Epoch);
        return new TokensChange(File, TimeProvider.System).MakeAsync(entries => (entries.Add(entry), null), CancellationToken.None);
    }
}
