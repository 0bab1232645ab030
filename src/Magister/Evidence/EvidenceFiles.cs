namespace Magister.Evidence;

/// <summary>Kept texts on disk: one file per instance, with a limit on their total size, the oldest removed first.</summary>
internal sealed class EvidenceFiles(string stateDirectory, int mib)
{
    private readonly DirectoryInfo directory = new(Path.Combine(stateDirectory, "evidence"));

    public bool AreKept => mib > 0;

    /// <exception cref="IOException">It could not be written.</exception>
    public void Write(EvidenceText evidence)
    {
        directory.Create();
        File.WriteAllText(PathOf(evidence.InstanceId), evidence.Text);
        var left = mib * 1024L * 1024;
        foreach (var file in directory.GetFiles("*.txt").OrderByDescending(file => file.LastWriteTimeUtc))
        {
            left -= file.Length;
            if (left < 0) file.Delete();
        }
    }

    /// <summary>Null if nothing is kept about it.</summary>
    public async Task<string?> ReadAsync(long instanceId, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllTextAsync(PathOf(instanceId), cancellation);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string PathOf(long instanceId) => Path.Combine(directory.FullName, $"{instanceId}.txt");
}
