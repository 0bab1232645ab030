using System.Collections.Immutable;
using Magister.Simulator.Callers;
using Magister.Simulator.Faults;
using Magister.Simulator.Http;
using Magister.Simulator.Market;

namespace Magister.Simulator;

/// <summary>Everything with which a simulator is started.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The port to listen on. The default value is 0: any free port.</summary>
    public int Port { get; init; }

    /// <summary>The address to listen on. The default value is 127.0.0.1.</summary>
    public string Listen { get; init; } = "127.0.0.1";

    /// <summary>The port of the Hierophant's HTTP API, on the same address; 0 for any free port. The default value is null: it has none.</summary>
    public int? HierophantPort { get; init; }

    /// <summary>The seed of everything that is drawn. The default value is 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The market.</summary>
    public MarketOptions Market { get; init; } = new();

    /// <summary>How calls are received.</summary>
    public DeskOptions Desk { get; init; } = new();

    /// <summary>Contemplants and the Hierophant.</summary>
    public CallerOptions Callers { get; init; } = new();

    /// <summary>The faults that are active from the start.</summary>
    public ImmutableArray<FaultRule> Faults { get; init; } = [];

    /// <summary>Who else is on the account from the start.</summary>
    public ImmutableArray<SimulatedTenant> Tenants { get; init; } = [];

    /// <summary>The clock. The default value is the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Called at each event, under the market's lock: it must be quick and must not call the market.</summary>
    public Action<MarketEvent>? Observer { get; init; }
}
