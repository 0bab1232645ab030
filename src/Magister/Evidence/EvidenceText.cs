using System.Text;
using Magister.Fleet;
using Magister.Fleet.Market;

namespace Magister.Evidence;

/// <summary>The evidence of a failed instance, as text.</summary>
internal sealed record EvidenceText(long InstanceId, string Text)
{
    public static EvidenceText Create(EngineCall.Logs asked, Outcome<InstanceLogs> outcome, Lease? lease, string? lastWords, DateTimeOffset now)
    {
        var text = new StringBuilder();
        text.Append($"Instance {asked.InstanceId}, {now.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {asked.Reason}\n");
        if (lease is not null)
        {
            text.Append($"Offer {lease.OfferId}, machine {lease.Offer.MachineId}, {lease.Offer.GpuName}, rented {lease.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC; ");
            text.Append($"Vast's last word: {lease.Status ?? "null"}{(string.IsNullOrEmpty(lease.StatusMessage) ? "" : $", {lease.StatusMessage}")}\n");
        }

        var logs = (outcome as Outcome<InstanceLogs>.Done)?.Value;
        var missing = logs is not null ? "(Vast did not give it in time)"
            : outcome is Outcome<InstanceLogs>.Refused { Kind: RefusalKind.NotSent } held ? $"(not requested from Vast: {held.Reason})"
            : $"(Vast did not give it: {OutcomeText.Describe(outcome)})";
        Append(text, "The last words of its Contemplant, by its watch", lastWords ?? "(none were heard)");
        Append(text, "The log of its container", logs?.Container ?? missing);
        Append(text, "The log of its host", logs?.Daemon ?? missing);
        return new EvidenceText(asked.InstanceId, text.ToString());
    }

    private static void Append(StringBuilder text, string title, string body) => text.Append("\n== ").Append(title).Append('\n').Append(body).Append('\n');
}
