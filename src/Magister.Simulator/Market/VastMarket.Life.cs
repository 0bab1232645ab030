using System.Text.Json.Nodes;

namespace Magister.Simulator.Market;

public sealed partial class VastMarket
{
    private static readonly TimeSpan DeletedAfterEnd = TimeSpan.FromHours(48);
    private static readonly TimeSpan SecondRentLives = TimeSpan.FromMinutes(1);
    private static readonly string[] Deaths = [InstanceStatus.Exited, InstanceStatus.Offline, InstanceStatus.Unknown];

    // The last one comes back by itself, as some of the others do on Vast.
    private static readonly (string? Status, bool FinalMessage)[] OddDeaths =
    [
        (InstanceStatus.Loading, true), (InstanceStatus.Loading, false), (InstanceStatus.Created, false), (null, false),
        (InstanceStatus.Scheduling, false), (InstanceStatus.Frozen, false), (InstanceStatus.Rebooting, false),
    ];

    private static readonly string[] BootErrors =
    [
        "Error response from daemon: pull access denied for contemplant, repository does not exist",
        "failed to pull image: unexpected EOF",
        "OCI runtime create failed: no space left on device",
    ];

    private DateTimeOffset? NextDue()
    {
        var credit = _creditGone ? null : _account.EmptyAt(_now);
        return credit < _life.NextAt || _life.NextAt is null ? credit : _life.NextAt;
    }

    // A clock that is set back does not set the market back.
    private DateTimeOffset CatchUp()
    {
        var until = _time.GetUtcNow();
        while (NextDue() is { } due && due <= until)
        {
            _now = due > _now ? due : _now;
            if (_life.NextAt <= due) Live(_life.Take());
            else RunOutOfCredit();
        }

        return _now = until > _now ? until : _now;
    }

    private MarketAnswer Accept(OfferEntry entry, RentRequest request, long call, bool second, DateTimeOffset now)
    {
        var instance = Add(entry.Offer, request, call, isTenant: false, now);
        OfferBook.Take(entry, now);
        var boot = _options.Boot.Draw(_random) * (IsStruck(entry.Offer.Machine.Id, Purpose.Slow, _options.SlowMachines) ? 10 : 1);
        _life.Plan(instance, now + (0.1 * boot), LifeChange.Created);
        _life.Plan(instance, now + (0.2 * boot), LifeChange.Loading);
        _life.Plan(instance, now + boot, FailsToBoot(entry.Offer.Machine) ? LifeChange.BootFailed : LifeChange.Booted);
        if (second) _life.Plan(instance, now + boot + SecondRentLives, LifeChange.Died);
        if (request.Stopped) Stop(instance, "asked for stopped");
        var machine = entry.Offer.Machine;
        Tell(MarketEventKind.Rented, $"offer {entry.Offer.Id}, {entry.Offer.NumGpus}× {machine.Gpu.Name} on machine {machine.Id} at ${instance.TotalPrice}/h", instance.Id);
        return new MarketAnswer(
            200,
            new JsonObject { ["success"] = true, ["new_contract"] = instance.Id, ["instance_api_key"] = $"simulated-{instance.Id:x}" },
            instance.Id);
    }

    private Instance Add(Offer offer, RentRequest request, long call, bool isTenant, DateTimeOffset now)
    {
        _lastInstanceId += _random.Next(1, 20);
        var bid = IsStruck(_lastInstanceId, Purpose.Bid, _options.LostBids) ? null : request.Bid;
        var price = (bid ?? offer.PriceAt(now, _options)) * (IsStruck(_lastInstanceId, Purpose.Price, _options.DearerContracts) ? 3 : 1);
        var instance = new Instance
        {
            Id = _lastInstanceId,
            Offer = offer,
            Gpu = IsStruck(_lastInstanceId, Purpose.Gpu, _options.OtherGpus) ? GpuModel.Catalogue.First(gpu => gpu.Name != offer.Machine.Gpu.Name) : offer.Machine.Gpu,
            Request = request,
            BasePrice = price,
            IsBid = bid is not null,
            MinBid = offer.MinBidAt(now, _options),
            RentedAt = now,
            EndDate = offer.EndDate(now),
            Meter = new Meter(now),
            RentCall = call,
            IsTenant = isTenant,
            BornStep = ++_step,
            ListedFrom = isTenant ? now : now + _options.ListLag.Draw(_random),
            Label = !isTenant && IsStruck(_lastInstanceId, Purpose.Label, _options.LostLabels) ? null : request.Label,
        };
        _instances.Add(instance);
        _alive.Add(instance.Id, instance);
        _listed.Add(instance);
        _counts.Add(instance);
        SetStatus(instance, null);
        _life.Plan(instance, instance.EndDate, LifeChange.Expired);
        PlanBidMove(instance);
        return instance;
    }

    private bool FailsToBoot(Machine machine) => IsStruck(machine.HostId, Purpose.Host, _options.BadHosts) || _random.Hits(_options.BootFailures);

    private enum Purpose
    {
        Label,
        Price,
        Gpu,
        Host,
        Death,
        LateBill,
        DoubleBill,
        Slow,
        Frail,
        Bid,
    }

    private static bool IsStruck(long id, Purpose purpose, double fraction) => Chance.Draw(id, 100 + (int)purpose) < fraction;

    private void Live(LifeStep step)
    {
        var (instance, plan, change) = step;
        if (!instance.IsAlive || (plan != instance.Plan && change is not (LifeChange.Expired or LifeChange.Deleted or LifeChange.PriceRaised or LifeChange.BidMoved))) return;
        switch (change)
        {
            case LifeChange.Created:
                SetStatus(instance, InstanceStatus.Created);
                break;
            case LifeChange.Loading:
                SetStatus(instance, InstanceStatus.Loading);
                break;
            case LifeChange.Booted:
                Boot(instance);
                break;
            case LifeChange.BootFailed:
                instance.StatusMessage = _random.Pick(BootErrors);
                SetStatus(instance, InstanceStatus.Created);
                Tell(MarketEventKind.BootFailed, instance.StatusMessage, instance.Id);
                break;
            case LifeChange.Died when IsStruck(instance.Id, Purpose.Death, _options.OddDeaths):
                DieOddly(instance, _random.Pick(OddDeaths));
                break;
            case LifeChange.Died:
                SetStatus(instance, _random.Pick(Deaths));
                break;
            case LifeChange.PriceRaised:
                if (instance.PriceIncrease is { Accepted: true } raised && raised.DueAt <= _now) SetPrice(instance, raised.BasePrice);
                else if (instance.PriceIncrease?.DueAt <= _now) instance.PriceIncrease = null;
                break;
            case LifeChange.BidMoved:
                if (_now >= instance.BidMovesAt) MoveBid(instance);
                break;
            case LifeChange.Expired:
                Stop(instance, "its time has run out");
                _life.Plan(instance, _now + DeletedAfterEnd, LifeChange.Deleted);
                break;
            default:
                End(instance, EndedBy.Market, 0);
                break;
        }
    }

    private void Boot(Instance instance)
    {
        instance.StatusMessage = $"success, running {instance.Request.Image ?? "contemplant"}/{instance.Request.Runtype}";
        SetStatus(instance, InstanceStatus.Running);
        if (_options.MeanLife is { } mean) _life.Plan(instance, _now + _random.Wait(IsStruck(instance.Machine.Id, Purpose.Frail, _options.FrailMachines) ? mean / 30 : mean), LifeChange.Died);
    }

    private void DieOddly(Instance instance, (string? Status, bool FinalMessage) death)
    {
        if (death.FinalMessage) instance.StatusMessage = _random.Pick(BootErrors);
        SetStatus(instance, death.Status);
        if (death.Status is InstanceStatus.Rebooting) _life.Plan(instance, _now + _options.Boot.Draw(_random), LifeChange.Booted);
    }

    private void SetPrice(Instance instance, double basePrice)
    {
        instance.PriceIncrease = null;
        instance.BasePrice = basePrice;
        ChargeByStatus(instance);
        Tell(MarketEventKind.Changed, $"costs ${instance.TotalPrice}/h now", instance.Id);
        Watcher?.Invoke(instance);
    }

    private void ChargeByStatus(Instance instance) =>
        Charge(instance, InstanceStatus.ChargesGpu(instance.Status) ? instance.TotalPrice : instance.StoragePrice);

    private void SetStatus(Instance instance, string? status)
    {
        var before = instance.Status;
        instance.Status = status;
        ChargeByStatus(instance);
        if (status == InstanceStatus.Running && before != status)
        {
            instance.RunningSince = _now;
            var machine = instance.Machine;
            Tell(new MarketEvent(_now, MarketEventKind.Booted, $"runs after {(_now - instance.RentedAt).TotalSeconds:0.0} s", instance.Id)
            {
                Started = new BootedInstance(instance.Id, instance.Request.Onstart, machine.Temper, machine.PublicAddress.Trim(), instance.Offer.NumGpus),
            });
        }
        else if (before == InstanceStatus.Running && before != status)
        {
            instance.RunningSince = null;
            var kind = status == InstanceStatus.Stopped ? MarketEventKind.Stopped : MarketEventKind.Died;
            Tell(new MarketEvent(_now, kind, $"is {status ?? "provisioned"} now", instance.Id) { Ended = true });
        }

        Watcher?.Invoke(instance);
    }

    private void Charge(Instance instance, double rate)
    {
        var disk = Math.Min(rate, instance.StoragePrice);
        instance.Rates.Add((_now, rate - disk, disk));
        _account.ChangeRate(rate - instance.Meter.Rate, _now);
        instance.Meter.Change(rate, _now);
    }

    private void Stop(Instance instance, string why, bool isOutbid = false)
    {
        instance.Plan++;
        instance.IsOutbid = isOutbid;
        instance.TargetState = InstanceStatus.Stopped;
        instance.StatusMessage = why;
        SetStatus(instance, InstanceStatus.Stopped);
    }

    private void PlanBidMove(Instance instance)
    {
        if (!instance.IsBid || _options.BidMoves is not { Ticks: > 0 } every) return;
        instance.BidMovesAt = instance.Offer.NextBidMove(_now, every);
        _life.Plan(instance, instance.BidMovesAt.Value, LifeChange.BidMoved);
    }

    private void MoveBid(Instance instance)
    {
        if (_options.BidMoves is null) return;
        PlanBidMove(instance);
        instance.MinBid = instance.Offer.MinBidAt(_now, _options);
        var isBelow = instance.BasePrice < instance.MinBid;
        if (isBelow && instance.TargetState != InstanceStatus.Stopped) Outbid(instance);
        else if (!isBelow && instance.IsOutbid && !_creditGone) Start(instance);
    }

    private void Outbid(Instance instance) => Stop(instance, "stopped: outbid", isOutbid: true);

    private void Start(Instance instance)
    {
        if (instance.Status == InstanceStatus.Running) return;
        instance.IsOutbid = false;
        instance.Plan++;
        instance.TargetState = InstanceStatus.Running;
        SetStatus(instance, InstanceStatus.Loading);
        _life.Plan(instance, _now + _options.Boot.Draw(_random), LifeChange.Booted);
    }

    private void End(Instance instance, EndedBy by, long call)
    {
        var ran = instance.Status == InstanceStatus.Running;
        Charge(instance, 0);
        instance.GoneStep = ++_step;
        instance.GoneAt = _now;
        instance.GoneBy = by;
        instance.DestroyCall = call == 0 ? null : call;
        _alive.Remove(instance.Id);
        _listed.Remove(instance);
        _counts.Remove(instance);
        if (!instance.IsTenant) _offers.GiveBack(instance.Offer.Id, _now);
        var who = by switch { EndedBy.Call => "destroyed", EndedBy.Admin => "deleted by the admin", _ => "deleted, its time ran out" };
        Tell(new MarketEvent(_now, MarketEventKind.Destroyed, $"{who}, cost ${instance.Meter.At(_now):0.0000}", instance.Id) { Ended = ran });
        Watcher?.Invoke(instance);
    }

    private void SetCredit(double credit)
    {
        _account.SetCredit(credit, _now);
        _creditGone = false;
        if (_account.IsEmpty(_now)) RunOutOfCredit();
    }

    private void RunOutOfCredit()
    {
        _creditGone = true;
        foreach (var instance in _alive.Values) Stop(instance, "stopped: the account has no credit");

        Tell(MarketEventKind.Stopped, "the credit is gone: every instance is stopped");
    }
}
