using Magister.Simulator.Market;

namespace Magister.Simulator.Callers;

/// <summary>A call that a Contemplant, its watch or the Hierophant makes now. A closed family.</summary>
public abstract record CallerCall
{
    private CallerCall(CallKind kind, long instanceId, string address) => (Kind, InstanceId, Address) = (kind, instanceId, address);

    /// <summary>The kind of call.</summary>
    public CallKind Kind { get; }

    /// <summary>The instance it is about.</summary>
    public long InstanceId { get; init; }

    /// <summary>The URL that is called.</summary>
    public string Address { get; init; }

    /// <summary>The request body; null if there is none.</summary>
    public virtual string? Body => null;

    /// <summary>A Contemplant has registered.</summary>
    public sealed record Verify(long InstanceId, string Address) : CallerCall(CallKind.Verify, InstanceId, Address)
    {
        /// <summary>The process that calls; the answer is for that process only.</summary>
        internal int Process { get; init; }
    }

    /// <summary>The Hierophant drops a Contemplant.</summary>
    public sealed record Drop(long InstanceId, string Address, string Reason) : CallerCall(CallKind.Drop, InstanceId, Address)
    {
        /// <inheritdoc/>
        public override string? Body => Reason;
    }

    /// <summary>A watch reports on its Contemplant.</summary>
    /// <param name="InstanceId">The instance it is about.</param>
    /// <param name="Address">The URL that is called, with the report in its query.</param>
    /// <param name="State">The Contemplant's state.</param>
    /// <param name="Every">The watch's own interval.</param>
    /// <param name="Restarts">How often the watch has restarted the Contemplant.</param>
    /// <param name="LastWords">The end of a Contemplant's output; null while it lives.</param>
    public sealed record Pulse(long InstanceId, string Address, ContemplantState State, TimeSpan Every, int Restarts, string? LastWords)
        : CallerCall(CallKind.Pulse, InstanceId, Address)
    {
        /// <inheritdoc/>
        public override string? Body => LastWords;
    }

    internal static Pulse PulseTo(string endpoint, long instanceId, ContemplantState state, TimeSpan every, int restarts, string? lastWords)
    {
        var joint = endpoint.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var address = $"{endpoint}{joint}state={state.ToString().ToLowerInvariant()}&every={every.TotalSeconds:0}&restarts={restarts}";
        return new Pulse(instanceId, address, state, every, restarts, lastWords);
    }
}
