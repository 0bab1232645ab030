namespace Magister.Simulator.Market;

/// <summary>An instance at one moment.</summary>
internal readonly record struct InstanceView(Instance Instance, DateTimeOffset Now)
{
    public Offer Offer => Instance.Offer;
    public Machine Machine => Instance.Machine;
    public GpuModel Gpu => Instance.Gpu;
    public bool Runs => Instance.Status == InstanceStatus.Running;
}
