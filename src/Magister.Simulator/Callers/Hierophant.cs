using System.Text.Json.Nodes;
using Magister.Simulator.Market;

namespace Magister.Simulator.Callers;

/// <summary>The server that Contemplants prove for: which ones it has, and what it reports about them. A restart forgets everything.</summary>
internal sealed class Hierophant
{
    private const int MaxDead = 100;
    private const int MaxProofs = 100;
    private const double BusyPart = 0.8;

    private readonly SortedDictionary<long, Worker> _workers = [];
    private readonly List<Worker> _dead = [];

    /// <summary>It is away before this time.</summary>
    public DateTimeOffset AwayUntil { get; private set; }

    /// <summary>The connected workers, by instance id.</summary>
    public IReadOnlyCollection<long> Connected => _workers.Keys;

    public bool Has(long instanceId) => _workers.ContainsKey(instanceId);

    public bool IsAway(DateTimeOffset now) => now < AwayUntil;

    public void Connect(Contemplant who, DateTimeOffset now) => _workers[who.InstanceId] = new Worker(who.Instance, who.Environment!.DropEndpoint, now);

    public void Disconnect(long instanceId)
    {
        if (!_workers.Remove(instanceId, out var worker)) return;
        if (_dead.Count == MaxDead) _dead.RemoveAt(0);
        _dead.Add(worker);
    }

    public void Restart(DateTimeOffset until)
    {
        AwayUntil = until;
        _workers.Clear();
        _dead.Clear();
    }

    /// <summary><c>GET /contemplants</c>.</summary>
    public JsonArray Workers(DateTimeOffset now) => new([.. _workers.Values.Select(worker => worker.Row(now))]);

    /// <summary><c>GET /dead-contemplants</c>.</summary>
    public JsonArray Dead(DateTimeOffset now) => new([.. _dead.Select(worker => worker.Row(now))]);

    /// <summary><c>GET /proof-history</c>.</summary>
    public JsonArray Proofs(DateTimeOffset now) =>
        new([.. _workers.Values.SelectMany(worker => worker.Proofs(now)).OrderByDescending(proof => proof.At).Take(MaxProofs).Select(proof => proof.Row)]);

    private sealed record Worker(BootedInstance Instance, string DropEndpoint, DateTimeOffset Since)
    {
        private readonly TimeSpan _proofTime = TimeSpan.FromMinutes(2 + (4 * Chance.Draw(Instance.InstanceId, 0)));

        private string Address => $"{Instance.PublicAddress}:{32768 + (Instance.InstanceId % 28_000)}";

        private string Name => $"contemplant-{Instance.InstanceId}";

        private double Minutes => Math.Round(BusyPart * _proofTime.TotalMinutes, 2);

        // One proof after another, all of the same length, each followed by a pause.
        public JsonArray Row(DateTimeOffset now)
        {
            var proofs = (now - Since) / _proofTime;
            var (done, isBusy) = ((int)proofs, proofs % 1 < BusyPart);
            return new JsonArray(Address, new JsonObject
            {
                ["name"] = Name,
                ["status"] = isBusy ? new JsonObject { ["Busy"] = new JsonObject { ["proof_request_id"] = ProofId(done) } } : "Idle",
                ["supported_vms"] = new JsonArray("Sp1"),
                ["groth16_enabled"] = false,
                ["strikes"] = Chance.Draw(Instance.InstanceId, 1) < 0.1 ? 1 : 0,
                ["num_completed_span_proofs"] = done,
                ["average_span_proof_time"] = done == 0 ? 0 : Minutes,
                ["magister_drop_endpoint"] = DropEndpoint,
            });
        }

        public IEnumerable<(DateTimeOffset At, JsonNode Row)> Proofs(DateTimeOffset now)
        {
            for (var number = (int)((now - Since) / _proofTime) - 1; number >= 0; number--)
            {
                var row = new JsonObject
                {
                    ["proof_request_id"] = ProofId(number),
                    ["vm"] = "Sp1",
                    ["proof_mode"] = "Compressed",
                    ["worker_addr"] = Address,
                    ["worker_name"] = Name,
                    ["minutes_to_complete"] = Minutes,
                };
                yield return (Since + ((number + BusyPart) * _proofTime), row);
            }
        }

        private string ProofId(int number) => $"0x{Instance.InstanceId:x8}{number:x8}";
    }
}
