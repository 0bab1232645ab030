using System.Collections.Immutable;

namespace Magister.Configuration;

/// <summary>
/// The table <c>[[contemplant.provers]]</c> and the variables that replace it. Only here the file takes precedence: the variables count only
/// if the file declares no provers, so they are not alternative names of the same settings.
/// </summary>
internal static class ProverKeys
{
    public const string Table = "contemplant:provers";
    /// <summary>Their common name in messages.</summary>
    public const string Setting = "contemplant.provers";

    public const string Vm = "vm";
    public const string Backend = "backend";
    public const string MoongateEndpoint = "moongate_endpoint";
    public const string Groth16Enabled = "groth16_enabled";

    public const string VmsVariable = "CONTEMPLANT_VMS";
    public const string Sp1BackendVariable = "CONTEMPLANT_SP1_BACKEND";
    public const string Risc0BackendVariable = "CONTEMPLANT_RISC0_BACKEND";
    public const string Risc0Groth16Variable = "CONTEMPLANT_RISC0_GROTH16";

    public static readonly ImmutableArray<string> Fields = [Vm, Backend, MoongateEndpoint, Groth16Enabled];
    public static readonly ImmutableArray<string> Vms = ["sp1", "risc0"];
    public static readonly ImmutableArray<string> Backends = ["cpu", "cuda"];

    public static readonly ImmutableArray<string> Variables =
        [VmsVariable, Sp1BackendVariable, Risc0BackendVariable, Risc0Groth16Variable];
}
