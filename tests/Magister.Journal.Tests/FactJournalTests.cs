using Magister.Journal.Tests.Support;

namespace Magister.Journal.Tests;

public sealed class FactJournalTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("magister-journal").FullName;

    [Fact]
    public void Journal_ReadAgain_FoldsToTheSameState()
    {
        var story = new FleetStory(1, 8);
        using (var journal = Open().Journal)
        {
            for (var i = 0; i < 30; i++) journal.Append(story.Take(10));
        }

        var opened = Open();
        using var again = opened.Journal;
        Assert.Null(opened.Repair);
        SameState.Assert(story.State, opened.State);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private JournalOpening.Opened Open() => Assert.IsType<JournalOpening.Opened>(FactJournal.Open(directory));
}
