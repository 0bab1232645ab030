using System.Text.Json.Nodes;

namespace Magister.Simulator.Market;

/// <summary>What Vast shows of an offer, field by field, and what else a search may filter by.</summary>
internal static class OfferFields
{
    public static FieldTable<OfferQuote> Shown { get; } = new(
    [
        .. Identity(), .. Hardware(), .. Prices(), .. Network(), .. State(), .. Extras(),
    ]);

    private static readonly FieldTable<OfferQuote> Aliases = new(
        F("verified", q => q.Offer.Machine.Verification == "verified"),
        F("datacenter", q => q.Offer.Machine.Datacenter),
        F("ubuntu_version", q => q.Offer.Machine.OsVersion),
        // The answer says "Texas, US" where a filter says "US".
        F("geolocation", q => q.Offer.Machine.CountryCode));

    public static Field<OfferQuote>? Searchable(string name) => Aliases.Find(name) ?? Shown.Find(name);

    private static Field<OfferQuote> F(string name, Func<OfferQuote, FieldValue> read) =>
        new(name, OfferFactory.Fragile.Contains(name, StringComparer.Ordinal) ? quote => quote.Offer.Blanks.Contains(name) ? default : read(quote) : read);

    private static double Seconds(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds() / 1000.0;

    private static Field<OfferQuote>[] Identity() =>
    [
        F("id", q => q.Offer.Id),
        F("ask_contract_id", q => q.Offer.Id),
        F("bundle_id", q => q.Offer.Machine.Id * 100),
        F("bundled_results", _ => default),
        F("host_id", q => q.Offer.Machine.HostId),
        F("machine_id", q => q.Offer.Machine.Id),
        F("hosting_type", q => q.Offer.Machine.Datacenter ? 1 : 0),
        F("hostname", _ => default),
        F("logo", _ => "/static/logos/vastai_small2.png"),
        F("webpage", _ => default),
        F("rn", _ => 1),
        F("resource_type", _ => "gpu"),
        F("cluster_id", _ => default),
    ];

    private static Field<OfferQuote>[] Hardware() =>
    [
        F("bw_nvlink", q => q.Offer.Machine.Gpu.NvlinkBandwidth),
        F("compute_cap", q => q.Offer.Machine.Gpu.ComputeCapability),
        F("cpu_arch", _ => "amd64"),
        F("cpu_cores", q => q.Offer.Machine.CpuCores),
        F("cpu_cores_effective", q => q.Offer.Machine.CpuCores * q.Offer.Share),
        F("cpu_ghz", q => q.Offer.Machine.CpuGigahertz),
        F("cpu_name", q => q.Offer.Machine.CpuName),
        F("cpu_ram", q => q.Offer.Machine.RamMegabytes),
        F("cuda_max_good", q => q.Offer.Machine.CudaVersion),
        F("disk_bw", q => q.Offer.Machine.DiskBandwidth),
        F("disk_name", q => q.Offer.Machine.DiskName),
        F("disk_space", q => q.Offer.DiskGigabytes),
        F("dlperf", q => q.Offer.DeepLearningScore),
        F("driver_version", q => q.Offer.Machine.DriverVersion),
        F("driver_vers", q => q.Offer.Machine.DriverNumber),
        F("gpu_arch", _ => "nvidia"),
        F("gpu_display_active", _ => false),
        F("gpu_frac", q => q.Offer.Share),
        F("gpu_ids", q => new JsonArray([.. Enumerable.Range(0, q.Offer.NumGpus).Select(i => (JsonNode)(q.Offer.Id + i))])),
        F("gpu_lanes", _ => 16),
        F("gpu_mem_bw", q => q.Offer.Machine.Gpu.MemoryBandwidth),
        F("gpu_name", q => q.Offer.Machine.Gpu.Name),
        F("gpu_ram", q => q.Offer.Machine.Gpu.RamMegabytes),
        F("gpu_total_ram", q => q.Offer.Machine.Gpu.RamMegabytes * q.Offer.NumGpus),
        F("gpu_max_power", q => q.Offer.Machine.Gpu.WattsMax),
        F("gpu_max_temp", _ => 90),
        F("has_avx", _ => 1),
        F("mobo_name", q => q.Offer.Machine.Mainboard),
        F("num_gpus", q => q.Offer.NumGpus),
        F("os_version", q => q.Offer.Machine.OsVersion),
        F("pci_gen", q => q.Offer.Machine.PciGeneration),
        F("pcie_bw", q => 6.2 * (1 << (q.Offer.Machine.PciGeneration - 3))),
        F("total_flops", q => q.Offer.Flops),
        F("vms_enabled", _ => false),
    ];

    private static Field<OfferQuote>[] Prices() =>
    [
        F("credit_discount_max", _ => 0.1),
        F("discount_rate", _ => 0),
        F("discounted_dph_total", q => q.TotalPrice),
        F("discounted_hourly", _ => 0),
        F("dlperf_per_dphtotal", q => q.Offer.DeepLearningScore / q.TotalPrice),
        F("dph_base", q => q.BasePrice),
        F("dph_total", q => q.TotalPrice),
        F("dph_total_adj", q => q.TotalPrice),
        F("flops_per_dphtotal", q => q.Offer.Flops / q.TotalPrice),
        F("min_bid", q => q.MinBid),
        F("storage_cost", q => q.Offer.Machine.StorageCost),
        F("storage_total_cost", q => q.StoragePrice),
        F("vram_costperhour", q => q.BasePrice / (q.Offer.Machine.Gpu.RamMegabytes * q.Offer.NumGpus)),
        F("search", q => PriceBreakdown.Create(q.BasePrice, q.StoragePrice)),
        F("instance", q => PriceBreakdown.Create(0, q.StoragePrice)),
        F("avail_vol_ask_id", q => q.Offer.Id + 1_000_000),
        F("avail_vol_dph", q => q.Offer.Machine.StorageCost / 720),
        F("avail_vol_size", q => q.Offer.DiskGigabytes),
    ];

    private static Field<OfferQuote>[] Network() =>
    [
        F("direct_port_count", q => q.Offer.Machine.Ports),
        F("geolocation", q => q.Offer.Machine.Geolocation),
        F("geolocode", q => q.Offer.Machine.Geocode),
        F("inet_down", q => q.Offer.Machine.DownMegabits),
        F("inet_down_cost", q => q.Offer.Machine.TrafficCost),
        F("inet_up", q => q.Offer.Machine.UpMegabits),
        F("inet_up_cost", q => q.Offer.Machine.TrafficCost),
        F("internet_down_cost_per_tb", q => q.Offer.Machine.TrafficCost * 1000),
        F("internet_up_cost_per_tb", q => q.Offer.Machine.TrafficCost * 1000),
        F("public_ipaddr", q => q.Offer.Machine.PublicAddress),
        F("static_ip", q => q.Offer.Machine.StaticAddress),
    ];

    private static Field<OfferQuote>[] State() =>
    [
        F("duration", q => q.Offer.HidesEnd ? null : (double?)(q.Offer.EndDate(q.Now) - q.Now).TotalSeconds),
        F("end_date", q => q.Offer.HidesEnd ? null : (double?)Seconds(q.Offer.EndDate(q.Now))),
        F("start_date", q => Seconds(q.Offer.ListedAt)),
        F("external", _ => false),
        F("is_bid", q => q.Bid),
        F("reliability", q => q.Offer.Machine.Reliability),
        F("reliability2", q => q.Offer.Machine.Reliability),
        F("reliability_mult", q => q.Offer.Machine.Reliability),
        F("expected_reliability", q => q.Offer.Machine.Reliability),
        F("rentable", _ => true),
        F("rented", _ => false),
        F("score", q => q.Offer.Score),
        F("verification", q => q.Offer.Machine.Verification),
        F("vericode", q => q.Offer.Machine.Verification == "verified" ? 1 : 0),
        F("is_vm_deverified", _ => false),
    ];

    private static Field<OfferQuote>[] Extras() =>
    [
        F("nw_disk_min_bw", _ => default),
        F("nw_disk_max_bw", _ => default),
        F("nw_disk_avg_bw", _ => default),
        F("time_remaining", _ => ""),
        F("time_remaining_isbid", _ => ""),
    ];
}
