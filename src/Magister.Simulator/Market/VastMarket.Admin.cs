using System.Text.Json.Nodes;

namespace Magister.Simulator.Market;

/// <summary>What happens without the API: a person at the console, hosts, other users of the account.</summary>
public sealed partial class VastMarket
{
    /// <summary>Sets an instance's <c>actual_status</c>; false if it does not exist. Its planned changes no longer happen.</summary>
    public bool SetStatus(long instanceId, string? status, string? message = null) => Touch(instanceId, instance =>
    {
        instance.Plan++;
        instance.StatusMessage = message ?? instance.StatusMessage;
        if (status == InstanceStatus.Running) instance.TargetState = InstanceStatus.Running;
        SetStatus(instance, status);
    });

    /// <summary>Sets an instance's <c>status_msg</c> and nothing else.</summary>
    public bool SetStatusMessage(long instanceId, string? message) => Touch(instanceId, instance =>
    {
        instance.StatusMessage = message;
        Watcher?.Invoke(instance);
    });

    /// <summary>Changes an instance's label.</summary>
    public bool Relabel(long instanceId, string? label) => Touch(instanceId, instance => SetLabel(instance, label));

    /// <summary>Stops an instance, as its owner would.</summary>
    public bool Stop(long instanceId) => Touch(instanceId, instance => Stop(instance, "stopped by its owner"));

    /// <summary>Stops an interruptible instance as if outbid, until the least bid moves again; false if there is no such instance.</summary>
    public bool Outbid(long instanceId) => Alive(instanceId) is [{ IsBid: true }] && Touch(instanceId, Outbid);

    /// <summary>Starts a stopped instance; it boots again.</summary>
    public bool Start(long instanceId) => Touch(instanceId, Start);

    /// <summary>
    /// Raises the price of a contract, in USD an hour with its storage: immediately, or after a time during which it is pending and its
    /// owner may reject it.
    /// </summary>
    public bool RaisePrice(long instanceId, double pricePerHour, TimeSpan after = default) => Touch(instanceId, instance =>
    {
        var raised = new PriceIncrease(instance.Id + 5_000_000, pricePerHour - instance.StoragePrice, _now, _now + after);
        instance.PriceIncrease = raised;
        if (after == TimeSpan.Zero) SetPrice(instance, raised.BasePrice);
        else _life.Plan(instance, raised.DueAt, LifeChange.PriceRaised);
    });

    /// <summary>Deletes an instance without a call to the API.</summary>
    public bool Delete(long instanceId) => Touch(instanceId, instance => End(instance, EndedBy.Admin, 0));

    /// <summary>Puts a running instance that no call rented on the account. It holds no offer.</summary>
    public long AddTenant(string? label, string? onstart, TimeSpan age = default)
    {
        lock (_gate)
        {
            var now = CatchUp();
            var offer = _offers.MakeTenantOffer(now - age);
            var body = new JsonObject { ["label"] = label, ["onstart"] = onstart, ["image"] = "tenant/image:latest" };
            var instance = Add(offer, RentRequest.Read(body), call: 0, isTenant: true, now - age);
            instance.Plan++;
            instance.StatusMessage = "success, running tenant/image";
            instance.Status = InstanceStatus.Running;
            instance.RunningSince = now;
            Charge(instance, instance.TotalPrice);
            Tell(MarketEventKind.Changed, $"tenant with label {label ?? "none"} is on the account", instance.Id);
            Watcher?.Invoke(instance);
            return instance.Id;
        }
    }

    /// <summary>Adds an offer and returns its id; null if the catalogue has no such GPU.</summary>
    public long? AddOffer(string? gpuName = null, double? pricePerHour = null)
    {
        lock (_gate)
        {
            var gpu = GpuModel.Catalogue.FirstOrDefault(model => model.Name == gpuName);
            return gpuName is not null && gpu is null ? null : _offers.Add(gpu, pricePerHour, CatchUp()).Offer.Id;
        }
    }

    /// <summary>Takes an offer off the market. Its instances live on.</summary>
    public bool RemoveOffer(long offerId)
    {
        lock (_gate)
        {
            CatchUp();
            return _offers.Remove(offerId);
        }
    }

    /// <summary>Changes the price around which an offer's price swings.</summary>
    public bool Reprice(long offerId, double pricePerHour)
    {
        lock (_gate)
        {
            CatchUp();
            if (_offers.Find(offerId) is not { } entry) return false;
            entry.Offer = entry.Offer with { ListedPrice = pricePerHour };
            return true;
        }
    }

    private bool Touch(long instanceId, Action<Instance> change)
    {
        lock (_gate)
        {
            CatchUp();
            if (!_alive.TryGetValue(instanceId, out var instance)) return false;
            change(instance);
            return true;
        }
    }
}
