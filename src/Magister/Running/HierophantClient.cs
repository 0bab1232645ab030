using System.Text.Json;
using Magister.Fleet;
using Magister.Fleet.Market;
using Magister.Vast.Sending;

namespace Magister.Running;

/// <summary>
/// Reads Hierophant's list of Contemplants. Hierophant answers anyone, and anyone who registers with it chooses the contents of a row: only
/// numbers and the drop endpoint are taken from one.
/// </summary>
internal sealed class HierophantClient(HttpClient http, TimeProvider time)
{
    /// <summary>More than ten thousand Contemplants need.</summary>
    public const int MaxAnswerBytes = 8 * 1024 * 1024;

    /// <summary>How long the whole answer may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void Configure(HttpClient http, FleetSettings settings)
    {
        http.BaseAddress = new Uri($"http://{new Uri(settings.Onstart.HierophantAddress).Authority}/");
        http.MaxResponseContentBufferSize = MaxAnswerBytes;
        http.Timeout = Timeout.InfiniteTimeSpan;
    }

    public async Task<Outcome<HierophantListing>> ListAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            using var answer = await http.GetAsync(new Uri("contemplants", UriKind.Relative), either.Token);
            return answer.IsSuccessStatusCode
                ? Read(await answer.Content.ReadAsByteArrayAsync(either.Token))
                : new Outcome<HierophantListing>.Unknown($"{http.BaseAddress}contemplants answers {(int)answer.StatusCode}");
        }
        catch (OperationCanceledException)
        {
            return new Outcome<HierophantListing>.Unknown(cancellation.IsCancellationRequested
                ? "cancelled"
                : $"{http.BaseAddress} gives no complete answer within {Patience.TotalSeconds:0} s");
        }
        catch (HttpRequestException failed) when (failed.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded)
        {
            return new Outcome<HierophantListing>.Unknown($"{http.BaseAddress} answers with more than {MaxAnswerBytes / 1024 / 1024} MiB");
        }
        catch (HttpRequestException failed)
        {
            return new Outcome<HierophantListing>.Unknown($"{http.BaseAddress}: {FailureText.Describe(failed)}");
        }
    }

    private Outcome<HierophantListing> Read(byte[] body)
    {
        try
        {
            using var list = JsonDocument.Parse(body);
            if (list.RootElement.ValueKind is JsonValueKind.Array)
            {
                return new Outcome<HierophantListing>.Done(new HierophantListing([.. list.RootElement.EnumerateArray().Select(Row).OfType<HierophantRow>()]));
            }
        }
        catch (JsonException)
        {
            // Reported below: this is not a list either.
        }

        return new Outcome<HierophantListing>.Unknown($"{http.BaseAddress}contemplants answers with something that is not a list of Contemplants");
    }

    // ["<address>", {…}]; null for anything of another shape, or registered without a drop endpoint.
    private static HierophantRow? Row(JsonElement row)
    {
        if (row.ValueKind is not JsonValueKind.Array || row.GetArrayLength() < 2 || row[1] is not { ValueKind: JsonValueKind.Object } worker) return null;
        if (!worker.TryGetProperty("magister_drop_endpoint", out var endpoint) || endpoint.ValueKind is not JsonValueKind.String) return null;
        var isBusy = worker.TryGetProperty("status", out var status) && status.ValueKind is JsonValueKind.Object && status.TryGetProperty("Busy", out _);
        var proofs = Count(worker, "num_completed_span_proofs");
        double? minutes = proofs > 0 && worker.TryGetProperty("average_span_proof_time", out var mean) && mean.ValueKind is JsonValueKind.Number ? mean.GetDouble() : null;
        return new HierophantRow(endpoint.GetString()!, new WorkerStanding(isBusy, Count(worker, "strikes"), proofs, minutes));
    }

    private static long Count(JsonElement worker, string name) =>
        worker.TryGetProperty(name, out var count) && count.ValueKind is JsonValueKind.Number && count.TryGetInt64(out var number) ? Math.Max(number, 0) : 0;
}
