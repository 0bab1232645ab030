using Magister.Evidence;

namespace Magister.Tests.Evidence;

public sealed class EvidenceFilesTests : IDisposable
{
    private readonly DirectoryInfo state = Directory.CreateTempSubdirectory("magister-evidence-");

    [Fact]
    public async Task Write_BeyondTheBound_RemovesTheOldestFirst()
    {
        var files = new EvidenceFiles(state.FullName, 1);
        var text = new string('x', 300 * 1024);
        for (var id = 1; id <= 4; id++)
        {
            files.Write(new EvidenceText(id, text));
            File.SetLastWriteTimeUtc(Path.Combine(state.FullName, "evidence", $"{id}.txt"), DateTime.UtcNow.AddMinutes(id - 10));
        }

        files.Write(new EvidenceText(5, "the newest"));

        Assert.Null(await files.ReadAsync(1, CancellationToken.None));
        Assert.Equal(text, await files.ReadAsync(2, CancellationToken.None));
        Assert.Equal("the newest", await files.ReadAsync(5, CancellationToken.None));
    }

    [Fact]
    public async Task Read_OfWhatWasNeverKept_IsNull() => Assert.Null(await new EvidenceFiles(state.FullName, 1).ReadAsync(7, CancellationToken.None));

    public void Dispose() => state.Delete(recursive: true);
}
