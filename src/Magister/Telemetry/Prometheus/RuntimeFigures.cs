using System.Collections.Frozen;

namespace Magister.Telemetry.Prometheus;

/// <summary>
/// Those of the runtime's many instruments that show whether the process is well, with Prometheus' customary names where there are any.
/// </summary>
internal static class RuntimeFigures
{
    private static readonly FrozenDictionary<string, Figure> ByInstrument = new Dictionary<string, Figure>(StringComparer.Ordinal)
    {
        ["dotnet.process.cpu.time"] = new("process_cpu_seconds_total", "Processor time used, by mode."),
        ["dotnet.process.memory.working_set"] = new("process_resident_memory_bytes", "Physical memory in use."),
        ["dotnet.gc.collections"] = new("dotnet_gc_collections_total", "Garbage collections, by generation."),
        ["dotnet.gc.pause.time"] = new("dotnet_gc_pause_seconds_total", "Time for which garbage collections stopped the program."),
        ["dotnet.gc.heap.total_allocated"] = new("dotnet_gc_allocated_bytes_total", "Managed memory allocated, collected or not."),
        ["dotnet.gc.last_collection.memory.committed_size"] =
            new("dotnet_gc_committed_bytes", "Memory held for the managed heap, as of the last collection."),
        ["dotnet.thread_pool.thread.count"] = new("dotnet_thread_pool_threads", "Threads of the pool."),
        ["dotnet.thread_pool.queue.length"] = new("dotnet_thread_pool_queue_length", "What waits for a thread of the pool."),
        ["dotnet.monitor.lock_contentions"] = new("dotnet_lock_contentions_total", "How often a lock was waited for."),
        ["dotnet.exceptions"] = new("dotnet_exceptions_total", "Exceptions thrown, caught or not, by type."),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <returns>Null for an instrument that is not served.</returns>
    public static Figure? Find(string instrument) => ByInstrument.GetValueOrDefault(instrument);

    /// <param name="Name">Its name in <c>/metrics</c>.</param>
    internal sealed record Figure(string Name, string Description);
}
