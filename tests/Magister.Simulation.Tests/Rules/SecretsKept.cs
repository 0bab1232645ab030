using System.Text;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Rules;

/// <summary>Rule 5: no secret in anything that is written or shown.</summary>
internal sealed class SecretsKept(World world) : Rule(world)
{
    private static readonly string[] Secrets = [Addresses.ApiKey, Addresses.SshKey, Addresses.InstanceKeyPrefix];
    private static readonly byte[][] SecretBytes = [.. Secrets.Select(Encoding.UTF8.GetBytes)];

    public override void Said(string text)
    {
        foreach (var secret in Secrets) Demand(!text.Contains(secret, StringComparison.Ordinal), $"a secret is in: {text}");
    }

    public override void Ended(Life life) => LookAtDisk();

    public override void WorldEnded() => LookAtDisk();

    private void LookAtDisk()
    {
        foreach (var (name, content) in World.Lives.Written())
        {
            foreach (var secret in SecretBytes) Demand(content.AsSpan().IndexOf(secret) < 0, $"a secret is in {name}");
        }
    }
}
