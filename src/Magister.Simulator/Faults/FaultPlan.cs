using System.Collections.Immutable;
using Magister.Simulator.Http;
using Magister.Simulator.Market;

namespace Magister.Simulator.Faults;

/// <summary>The active faults. If several fit a call, the first that is drawn strikes.</summary>
public sealed class FaultPlan(int seed)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private ImmutableArray<FaultRule> _rules = [];

    /// <summary>The active rules, each with its remaining count.</summary>
    public ImmutableArray<FaultRule> Rules
    {
        get
        {
            lock (_gate) return _rules;
        }
    }

    /// <summary>Adds rules after the active ones.</summary>
    public void Add(params IEnumerable<FaultRule> rules)
    {
        lock (_gate) _rules = _rules.AddRange(rules);
    }

    /// <summary>Ends all faults.</summary>
    public void Clear()
    {
        lock (_gate) _rules = [];
    }

    internal FaultRule? Draw(VastRequest call, Func<long, bool> lives)
    {
        lock (_gate)
        {
            foreach (var rule in _rules)
            {
                if (rule.Fits(call, lives) && rule.Count != 0 && _random.Hits(rule.Probability))
                {
                    Spend(rule);
                    return rule;
                }
            }

            return null;
        }
    }

    private void Spend(FaultRule rule)
    {
        if (rule.Count is { } left) _rules = left == 1 ? _rules.Remove(rule) : _rules.Replace(rule, rule with { Count = left - 1 });
    }
}
