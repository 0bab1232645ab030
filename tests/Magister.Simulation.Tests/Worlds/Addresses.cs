namespace Magister.Simulation.Tests.Worlds;

/// <summary>Where everyone is, and what nobody may see.</summary>
internal static class Addresses
{
    public const string Magister = "http://magister.example:8555";

    public const string Hierophant = "ws://hierophant.example:9010/ws";

    public const string ApiKey = "key-of-the-account-7f3a9c";

    public const string SshKey = "ssh-ed25519 AAAAsecretOfTheOperator operator@example";

    /// <summary>The prefix of every <c>instance_api_key</c> in the market's answers to rents.</summary>
    public const string InstanceKeyPrefix = "simulated-";

    /// <summary>Other Magisters, some of them easily mistaken for this one.</summary>
    public static readonly string[] OtherMagisters =
    [
        "http://other.example:8555", "http://magister.example:8556", "http://magister.example:855", "http://magister.example:85550",
        "http://magister.example", "https://magister.example:8555", "http://magister.example:8555/more",
    ];
}
