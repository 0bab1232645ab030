namespace Magister.Evidence;

/// <summary>Writes the items waiting on the shelf. Items that cannot be written are logged and lost; nothing depends on them.</summary>
internal sealed partial class EvidenceWriter(EvidenceShelf shelf, EvidenceFiles files, ILogger<EvidenceWriter> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var evidence in shelf.Waiting.ReadAllAsync(stoppingToken)) Write(evidence);
        }
        catch (OperationCanceledException)
        {
            while (shelf.Waiting.TryRead(out var evidence)) Write(evidence);
        }
    }

    private void Write(EvidenceText evidence)
    {
        try
        {
            files.Write(evidence);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            NotWritten(log, evidence.InstanceId, unwritable.Message);
        }
    }

    [LoggerMessage(2000, LogLevel.Warning, "The logs of instance {Instance} could not be kept: {Reason}", EventName = "EvidenceNotKept")]
    private static partial void NotWritten(ILogger log, long instance, string reason);
}
