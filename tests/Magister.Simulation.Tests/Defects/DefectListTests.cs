namespace Magister.Simulation.Tests.Defects;

public sealed class DefectListTests
{
    public static TheoryData<string> Names => [.. DefectList.All.Select(defect => defect.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Defect_TextItChanges_IsInTheSourcesOnce(string name)
    {
        var defect = DefectList.All.Single(one => one.Name == name);
        var source = File.ReadAllText(Path.Combine(RepositoryRoot.Path, defect.File));

        Assert.Contains($"Planted.Is(\"{name}\")", defect.PlantIn(source), StringComparison.Ordinal);
    }

    [Fact]
    public void Defects_OfOneFile_DoNotTouchEachOther()
    {
        foreach (var file in DefectList.All.GroupBy(defect => defect.File, StringComparer.Ordinal))
        {
            var source = File.ReadAllText(Path.Combine(RepositoryRoot.Path, file.Key));
            foreach (var defect in file) source = defect.PlantIn(source);
        }
    }

    [Fact]
    public void Defects_AreAtLeastTwentyWithNamesOfTheirOwn()
    {
        Assert.True(DefectList.All.Length >= 20);
        Assert.Equal(DefectList.All.Length, DefectList.All.DistinctBy(defect => defect.Name).Count());
    }
}
