using System.Text.Json.Nodes;

namespace Magister.Simulator.Market;

/// <summary>What Vast shows of an instance, field by field. The offer's id is not among the fields.</summary>
internal static class InstanceFields
{
    public static FieldTable<InstanceView> Shown { get; } = new(
    [
        .. Contract(), .. Container(), .. Hardware(), .. Usage(), .. Prices(), .. Network(),
    ]);

    public static IReadOnlyList<(string Name, Field<InstanceView>? Field)> All { get; } = [.. Shown.Shown.Select(field => (field.Name, (Field<InstanceView>?)field))];

    private static readonly HashSet<string> Computed = new(StringComparer.Ordinal)
    {
        "dph_total", "num_gpus", "dlperf_per_dphtotal", "flops_per_dphtotal", "search", "instance", "uptime_mins", "duration",
        "storage_total_cost", "vram_costperhour", "gpu_totalram", "ports", "time_remaining", "time_remaining_isbid", "score",
    };

    // Offline is not stored but derived when the instance is shown, so a filter sees the host's last report.
    private static readonly Field<InstanceView> StoredStatus =
        new("actual_status", v => v.Instance.Status == InstanceStatus.Offline ? InstanceStatus.Running : v.Instance.Status);

    public static Field<InstanceView>? Filterable(string name) =>
        name == StoredStatus.Name ? StoredStatus : Computed.Contains(name) ? null : Shown.Find(name);

    /// <summary>The form in the call for one instance, where the ports are a plain list.</summary>
    public static JsonObject ShowOne(InstanceView view)
    {
        var shown = new JsonObject();
        foreach (var field in Shown.Shown) shown[field.Name] = field.Name == "ports" ? new JsonArray() : field.Read(view).ToJson();

        return shown;
    }

    private static Field<InstanceView> F(string name, Func<InstanceView, FieldValue> read) => new(name, read);

    private static double Seconds(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds() / 1000.0;

    private static Field<InstanceView>[] Contract() =>
    [
        F("id", v => v.Instance.Id),
        F("actual_status", v => v.Instance.Status),
        F("intended_status", v => v.Instance.TargetState),
        F("cur_state", v => v.Instance.TargetState),
        F("next_state", v => v.Instance.TargetState),
        F("label", v => v.Instance.Label),
        F("status_msg", v => v.Instance.StatusMessage),
        F("start_date", v => Seconds(v.Instance.RentedAt)),
        F("end_date", v => v.Offer.HidesEnd ? null : (double?)Seconds(v.Instance.EndDate)),
        F("uptime_mins", v => v.Instance.RunningSince is { } since ? Math.Round((v.Now - since).TotalMinutes, 2) : (double?)null),
        F("duration", v => v.Offer.HidesEnd ? null : (double?)(v.Instance.EndDate - v.Now).TotalSeconds),
        F("is_bid", v => v.Instance.IsBid),
        F("min_bid", v => v.Instance.MinBid),
        F("machine_id", v => v.Machine.Id),
        F("host_id", v => v.Machine.HostId),
        F("bundle_id", v => v.Machine.Id * 100),
        F("verification", v => v.Machine.Verification),
        F("rentable", _ => true),
        F("external", _ => false),
        F("hosting_type", v => v.Machine.Datacenter ? 1 : 0),
        F("logo", _ => "/static/logos/vastai_small2.png"),
        F("webpage", _ => default),
        F("time_remaining", _ => ""),
        F("time_remaining_isbid", _ => ""),
        F("country_code", v => v.Machine.CountryCode),
        F("volume_info", _ => new JsonArray()),
    ];

    private static Field<InstanceView>[] Container() =>
    [
        F("template_id", _ => default),
        F("template_hash_id", v => v.Instance.Request.TemplateHash),
        F("template_name", _ => default),
        F("image_uuid", v => v.Instance.Request.Image ?? "contemplant/contemplant:latest"),
        F("image_args", _ => new JsonArray()),
        F("image_runtype", v => v.Instance.Request.Runtype),
        F("extra_env", _ => new JsonArray(new JsonArray("CONTEMPLANT_MODE", "vast"))),
        F("onstart", v => v.Instance.Request.Onstart),
        F("jupyter_token", v => $"{v.Instance.Id:x16}"),
    ];

    private static Field<InstanceView>[] Hardware() =>
    [
        F("cpu_arch", _ => "amd64"),
        F("cpu_cores", v => v.Machine.CpuCores),
        F("cpu_cores_effective", v => v.Machine.CpuCores * v.Offer.Share),
        F("cpu_name", v => v.Machine.CpuName),
        F("cpu_ram", v => v.Machine.RamMegabytes),
        F("gpu_name", v => v.Gpu.Name),
        F("gpu_arch", _ => "nvidia"),
        F("gpu_totalram", v => v.Gpu.RamMegabytes * v.Offer.NumGpus),
        F("gpu_ram", v => v.Gpu.RamMegabytes),
        F("gpu_frac", v => v.Offer.Share),
        F("gpu_lanes", _ => 16),
        F("gpu_mem_bw", v => v.Gpu.MemoryBandwidth),
        F("bw_nvlink", v => v.Gpu.NvlinkBandwidth),
        F("num_gpus", v => v.Offer.NumGpus),
        F("disk_name", v => v.Machine.DiskName),
        F("disk_space", v => v.Instance.Request.Disk),
        F("disk_bw", v => v.Machine.DiskBandwidth),
        F("dlperf", v => v.Offer.DeepLearningScore),
        F("dlperf_per_dphtotal", v => v.Offer.DeepLearningScore / v.Instance.TotalPrice),
        F("flops_per_dphtotal", v => v.Offer.Flops / v.Instance.TotalPrice),
        F("total_flops", v => v.Offer.Flops),
        F("score", v => v.Offer.Score),
        F("reliability2", v => v.Machine.Reliability),
        F("os_version", v => v.Machine.OsVersion),
        F("mobo_name", v => v.Machine.Mainboard),
        F("pci_gen", v => v.Machine.PciGeneration),
        F("pcie_bw", v => 6.2 * (1 << (v.Machine.PciGeneration - 3))),
    ];

    private static Field<InstanceView>[] Usage() =>
    [
        F("cpu_util", v => v.Runs ? 0.42 : 0),
        F("mem_limit", v => v.Runs ? v.Machine.RamMegabytes / 1024.0 : (double?)null),
        F("mem_usage", v => v.Runs ? 1.5 : (double?)null),
        F("vmem_usage", v => v.Runs ? 0.5 : (double?)null),
        F("gpu_util", v => v.Runs ? 87 : (double?)null),
        F("gpu_temp", v => v.Runs ? 64 : (double?)null),
        F("disk_util", v => v.Runs ? 0.1 : -1),
        F("disk_usage", v => v.Runs ? 4.2 : -1),
        F("client_run_time", v => (v.Now - v.Instance.RentedAt).TotalHours),
        F("host_run_time", _ => 2_592_000),
    ];

    private static Field<InstanceView>[] Prices() =>
    [
        F("dph_base", v => v.Instance.BasePrice),
        F("dph_total", v => v.Instance.TotalPrice),
        F("storage_cost", v => v.Machine.StorageCost),
        F("storage_total_cost", v => v.Instance.StoragePrice),
        F("vram_costperhour", v => v.Instance.BasePrice / (v.Gpu.RamMegabytes * v.Offer.NumGpus)),
        F("search", v => PriceBreakdown.Create(v.Instance.BasePrice, v.Instance.StoragePrice)),
        F("instance", v => PriceBreakdown.Create(InstanceStatus.ChargesGpu(v.Instance.Status) ? v.Instance.BasePrice : 0, v.Instance.StoragePrice)),
        F("credit_balance", _ => default),
        F("credit_discount", _ => default),
        F("credit_discount_max", _ => 0.4),
    ];

    private static Field<InstanceView>[] Network() =>
    [
        F("public_ipaddr", v => v.Machine.PublicAddress),
        F("local_ipaddrs", _ => "10.0.0.5 172.17.0.1 \n"),
        F("geolocation", v => v.Machine.Geolocation),
        F("static_ip", v => v.Machine.StaticAddress),
        F("ssh_host", v => $"ssh{v.Instance.Id % 10}.vast.ai"),
        F("ssh_idx", v => $"{v.Instance.Id % 10}"),
        F("ssh_port", v => 10_000 + (v.Instance.Id % 50_000)),
        F("machine_dir_ssh_port", v => 20_000 + (v.Machine.Id % 40_000)),
        F("direct_port_count", _ => 2),
        F("direct_port_start", v => v.Runs ? 40_000 : -1),
        F("direct_port_end", v => v.Runs ? 40_001 : -1),
        F("ports", v => v.Runs ? Ports() : null),
    ];

    private static JsonObject Ports() => new()
    {
        ["22/tcp"] = new JsonArray(new JsonObject { ["HostIp"] = "0.0.0.0", ["HostPort"] = "40000" }),
    };
}
