using System.Collections.Immutable;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;

namespace Magister.Fleet;

public sealed partial record FleetState
{
    /// <summary>
    /// The state after one more fact. Total: a fact about something that no longer exists changes nothing but the sequence.
    /// </summary>
    public FleetState Apply(Recorded recorded)
    {
        var next = Fold(recorded.Fact, recorded.At) with { LastSequence = recorded.Sequence, LastAt = recorded.At };
        return FleetTrouble.IsOfHierophant(Index) && !FleetTrouble.IsOfHierophant(next.Index) ? next.WithClocksAnew(recorded.At) : next;
    }

    private FleetState Fold(Fact fact, DateTimeOffset at) => fact switch
    {
        Started started => AfterRestart(started, at),
        RentIntended rent => WithIntended(rent, at),
        RentAccepted rent => RentBecameLease(rent, at),
        RentRefused rent => WithoutRent(rent.OfferId),
        RentNeverHappened rent => WithGivenUp(rent.OfferId, at),
        RentUncertain rent => ChangeRent(rent.OfferId, was => was with { UncertainSince = at, UncertainReason = rent.Reason }),
        Verified verified => WithVerified(verified, at),
        DropRequested drop => WithDrop(drop, at),
        Adopted adopted => WithAdopted(adopted, at),
        DestroyIntended destroy => WithDestroyIntended(destroy, at),
        DestroyFailed failed => ChangeLease(failed.InstanceId, lease => lease with { Destruction = FailedTry(lease, failed.Reason, at) }),
        Destroyed destroyed => EndLease(destroyed.InstanceId, LeaseEnd.Destroyed, at),
        ConfirmedGone gone => WithGone(gone.InstanceId, at),
        Released released => EndLease(released.InstanceId, LeaseEnd.Released, at),
        SeenMissing missing => ChangeLease(missing.InstanceId, lease => lease with { MissingSince = at }),
        SeenAgain seen => ChangeLease(seen.InstanceId, lease => lease with { MissingSince = null }),
        StatusChanged status => ChangeCosted(status.InstanceId, at, lease => WithStatus(lease, status, at)),
        SeenLabelled seen => ChangeLease(seen.InstanceId, lease => (lease with { Labelling = null, IsSeen = true }).WithHealth(at)),
        SeenUnlabelled seen => ChangeLease(seen.InstanceId, lease => (lease with { Labelling = (lease.Labelling ?? Labelling.NotSeen) with { LackedSince = at }, IsSeen = true }).WithHealth(at)),
        LabelFailed failed => ChangeLease(failed.InstanceId, lease => lease with { Labelling = FailedLabelling(lease.Labelling, at) }),
        WorkReported report => ChangeLease(report.InstanceId, lease => lease with { Work = Work.After(lease.Work, report, at) }),
        WentSilent silent => ChangeLease(silent.InstanceId, lease => lease with { Work = lease.Work is { } work ? work with { State = WorkState.Silent, Since = at } : null }),
        AbsentFromHierophant absent => ChangeLease(absent.InstanceId, lease => lease with { AbsentSince = at }),
        BackAtHierophant back => ChangeLease(back.InstanceId, lease => lease with { AbsentSince = null }),
        ProofsCounted counted => WithProofs(counted, at),
        BreakerOpened opened => this with { FailedRents = FailedRents with { OpenedAt = at, Cause = opened.Cause } },
        FailedRentsKept kept => this with { FailedRents = kept.Failed },
        ContractSeen seen => ChangeCosted(seen.InstanceId, at, lease => lease with { Offer = WithContract(lease.Offer, seen) }),
        PriceIncreaseSeen seen => ChangeLease(seen.InstanceId, lease => lease with { PriceIncrease = seen.Increase }),
        AccountChecked account => WithAccount(account, at),
        BillRead bill => WithBill(bill, at),
        DrainBudgetsSet budgets => WithDrainBudgets(budgets, at),
        DrainBudgetsKept kept => this with { DrainBudgets = kept.Budgets },
        CostKept kept => this with { Costs = Costs.With(kept.Row) },
        BillKept kept => this with { Costs = Costs.WithBilled(kept.Day) },
        Paused paused => this with { Steering = Steering with { Mode = SteeringMode.Paused, Since = at, By = paused.By } },
        DrainBegun drain => this with { Steering = Steering with { Mode = SteeringMode.Draining, Since = at, By = drain.By } },
        Resumed resumed => this with { Steering = Steering with { Mode = SteeringMode.Running, Since = at, By = resumed.By } },
        ConfigurationReloaded reloaded => this with { Steering = Steering.Under(reloaded.NumberInstances) },
        Scaled scaled => this with { Steering = Steering with { Scaled = Number(scaled, at) } },
        LeaseKept kept => WithLease(kept.Lease.WithHealth(at)) with { MachineBook = MachineBook },
        RentKept kept => WithRent(kept.Rent),
        EndedKept kept => this with { Ended = Ended.SetItem(kept.Ended.InstanceId, kept.Ended) },
        MachineJudged word => WithJudgement(new MachineJudgement(word.Id, word.IsHost, word.Judgement, word.Reason, at)),
        JudgementKept kept => WithJudgement(kept.Judgement),
        MachineHistoriesKept kept => this with { MachineBook = MachineBook.With(kept.All, kept.Machines) },
        MachineKept kept => this with { Machines = Machines.SetItem(kept.Machine.MachineId, kept.Machine) },
        EarlyVerifyKept kept => this with { EarlyVerifies = EarlyVerifies.SetItem(kept.OfferId, kept.At) },
        EarlyDropKept kept => this with { EarlyDrops = EarlyDrops.SetItem(kept.OfferId, kept.Drop) },
        BeginningKept kept => this with { Beginning = kept.Beginning },
        AccountKept kept => this with { Account = kept.Account },
        SteeringKept kept => this with { Steering = kept.Steering },
        _ => throw new InvalidOperationException($"A fact of the kind {fact.GetType().Name} has no fold."),
    };

    private FleetState AfterRestart(Started started, DateTimeOffset at) => WithoutCallsUnderWay().WithClocksAnew(at) with
    {
        Steering = Steering.Under(started.NumberInstances),
        Rents = Rents.SetItems(Rents.Where(rent => !rent.Value.IsUncertain).Select(rent => KeyValuePair.Create(
            rent.Key,
            rent.Value with { UncertainSince = at, UncertainReason = "Magister ended before the answer came" }))),
    };

    private FleetState WithoutCallsUnderWay() => Index.BeingDestroyed.Aggregate(this, (state, instanceId) => state.ChangeLease(
        instanceId, lease => lease with { Destruction = lease.Destruction! with { UnderWay = false } }));

    // Nobody could report while Magister was down, or work while Hierophant was. Only once for each lease: otherwise repeated restarts would
    // keep forever an instance that never works.
    private FleetState WithClocksAnew(DateTimeOffset at) => Leases.Values
        .Where(lease => lease is { VerifiedAt: null, WaitingSince: not null, IsExtended: false } or { Work: { IdleSince: not null, IsRenewed: false } })
        .Aggregate(this, (state, lease) => state.Changed(lease, lease with
        {
            WaitingSince = lease is { VerifiedAt: null, WaitingSince: { } waiting, IsExtended: false } ? Moments.Later(waiting, at) : lease.WaitingSince,
            IsExtended = lease.IsExtended || lease is { VerifiedAt: null, WaitingSince: not null },
            Work = lease.Work is { IdleSince: not null, IsRenewed: false } work ? work with { IdleSince = at, IsRenewed = true } : lease.Work,
        }));

    private static ScaledNumber? Number(Scaled scaled, DateTimeOffset at) =>
        scaled.NumberInstances == scaled.Configured ? null : new ScaledNumber(scaled.NumberInstances, scaled.Configured, at) { By = scaled.By };

    // Once an offer is rented again, drops of it mean the new instance.
    private FleetState WithIntended(RentIntended intended, DateTimeOffset at) =>
        WithRent(new PendingRent { Offer = intended.Offer, IntendedAt = at, SignatureDigest = intended.SignatureDigest, PulseDigest = intended.PulseDigest, CostCap = intended.CostCap, Bid = intended.Bid }) with
        {
            EarlyDrops = EarlyDrops.Remove(intended.Offer.Id),
            Beginning = Beginning with { HasRented = true },
        };

    private FleetState WithRent(PendingRent rent) => this with { Rents = Rents.SetItem(rent.Offer.Id, rent) };

    private FleetState ChangeRent(long offerId, Func<PendingRent, PendingRent> change) =>
        Rents.TryGetValue(offerId, out var rent) ? this with { Rents = Rents.SetItem(offerId, change(rent)) } : this;

    // A verify for a rent that then failed may belong to an instance that turns up later.
    private FleetState WithoutRent(long offerId)
    {
        if (!Rents.TryGetValue(offerId, out var rent)) return this;
        var without = this with { Rents = Rents.Remove(offerId) };
        return rent.VerifiedAt is { } verifiedAt ? without.RememberVerify(offerId, verifiedAt) : without;
    }

    // The promise to whoever dropped it still holds if the instance turns up after all.
    private FleetState WithGivenUp(long offerId, DateTimeOffset at)
    {
        var without = WithoutRent(offerId);
        if (!Rents.TryGetValue(offerId, out var rent) || rent.Drop is not { } drop) return without;
        var young = EarlyDrops.Since(at - EarlyDropMemory);
        return young.Count < MaxEarlyDrops ? without with { EarlyDrops = young.SetItem(offerId, drop) } : without;
    }

    private FleetState RentBecameLease(RentAccepted accepted, DateTimeOffset at)
    {
        if (!Rents.TryGetValue(accepted.OfferId, out var rent)) return this;
        var lease = new Lease
        {
            InstanceId = accepted.InstanceId,
            OfferId = accepted.OfferId,
            Offer = rent.Offer,
            Terms = rent.CostCap is { } cap ? new RentTerms(cap, rent.Offer.GpuName, rent.Offer.NumGpus, rent.Offer.MachineId, rent.Bid) : null,
            KnownSince = at,
            StartedAt = rent.IntendedAt,
            WaitingSince = accepted.FoundInList ? rent.UncertainSince ?? at : at,
            VerifiedAt = rent.VerifiedAt,
            Drop = rent.Drop,
            SignatureDigest = rent.SignatureDigest,
            PulseDigest = rent.PulseDigest,
            Labelling = accepted.AwaitsLabel is true ? Labelling.NotSeen : null,
            IsSeen = accepted.FoundInList,
        };
        return (this with { Rents = Rents.Remove(accepted.OfferId) }).Remember(lease, new MachineFigures { Rents = 1 }, at).WithLease(lease.WithHealth(at));
    }

    private FleetState WithAdopted(Adopted adopted, DateTimeOffset at)
    {
        var early = EarlyVerifies.TryGetValue(adopted.OfferId, out var verifiedAt) && at - verifiedAt <= EarlyVerifyMemory;
        var ended = Ended.GetValueOrDefault(adopted.InstanceId);
        var lease = new Lease
        {
            InstanceId = adopted.InstanceId,
            OfferId = adopted.OfferId,
            Offer = Remembered(adopted),
            KnownSince = at,
            StartedAt = adopted.StartedAt,
            IsSeen = true,
            WaitingSince = adopted.AwaitsVerification ? adopted.StartedAt : null,
            VerifiedAt = early ? verifiedAt : ended?.VerifiedAt ?? (adopted.AwaitsVerification ? null : at),
            Drop = adopted.DropReason is { } reason ? new DropRequest(at, reason) : EarlyDropOf(adopted.OfferId, at),
            SignatureDigest = adopted.SignatureDigest,
            PulseDigest = adopted.PulseDigest,
            CostedUntil = ended is { End: LeaseEnd.Released } ? at : ended?.At,
        };
        var changed = this with
        {
            EarlyVerifies = EarlyVerifies.Remove(adopted.OfferId),
            EarlyDrops = EarlyDrops.Remove(adopted.OfferId),
            Beginning = Beginning.HasRented ? Beginning : Beginning with { AdoptedAt = Beginning.AdoptedAt ?? at },
        };
        return changed.WithLease(lease.WithHealth(at));
    }

    // What was known of it before its label was taken away, updated with what the list shows now.
    private Offer Remembered(Adopted adopted) => Ended.GetValueOrDefault(adopted.InstanceId) is { Offer: { } known } ended && ended.OfferId == adopted.OfferId
        ? WithContract(known, new ContractSeen(adopted.InstanceId, adopted.Offer.DphTotal, adopted.Offer.GpuName, adopted.Offer.NumGpus, adopted.Offer.MachineId, adopted.Offer.StorageTotalCost, adopted.Offer.EndDate, adopted.Offer.IsBid))
        : adopted.Offer;

    private DropRequest? EarlyDropOf(long offerId, DateTimeOffset at) =>
        EarlyDrops.TryGetValue(offerId, out var drop) && at - drop.At <= EarlyDropMemory ? drop : null;

    private FleetState WithVerified(Verified verified, DateTimeOffset at)
    {
        if (verified.InstanceId is { } instanceId)
        {
            // One that reports works at that moment, whatever Vast shows: its time in a bad status starts over.
            return ChangeCosted(instanceId, at, lease => (lease with { VerifiedAt = lease.VerifiedAt ?? at, UnhealthySince = null }).WithHealth(at));
        }

        return Rents.ContainsKey(verified.OfferId)
            ? ChangeRent(verified.OfferId, rent => rent with { VerifiedAt = rent.VerifiedAt ?? at })
            : RememberVerify(verified.OfferId, at);
    }

    private FleetState RememberVerify(long offerId, DateTimeOffset at)
    {
        var young = EarlyVerifies.Since(at - EarlyVerifyMemory);
        return this with { EarlyVerifies = young.Count < MaxEarlyVerifies ? young.SetItem(offerId, at) : young };
    }

    private FleetState WithDrop(DropRequested drop, DateTimeOffset at)
    {
        var request = new DropRequest(at, drop.Reason);
        return drop.InstanceId is { } instanceId
            ? ChangeLease(instanceId, lease => lease with { Drop = lease.Drop ?? request })
            : ChangeRent(drop.OfferId, rent => rent with { Drop = rent.Drop ?? request });
    }

    private FleetState WithDestroyIntended(DestroyIntended intended, DateTimeOffset at)
    {
        if (!Leases.TryGetValue(intended.InstanceId, out var lease)) return this;
        var first = lease.Destruction is null;
        var destruction = lease.Destruction ?? new Destruction(intended.Cause, intended.Reason, at, 0, false, null, null);
        var changed = Changed(lease, lease with { Destruction = destruction with { Attempts = destruction.Attempts + 1, UnderWay = true } });
        if (first && intended.Cause.IsFailure()) changed = changed.WithFailed(lease, at);
        return !first ? changed
            : intended.Cause.IsHeldAgainstMachine() ? changed.Strike(lease, intended.Reason, at)
            : intended.Cause is DestroyCause.Outbid && lease.Offer.MachineId is { } machineId ? changed.Rest(machineId, lease.Offer.HostId, intended.Reason, at, strikes: 0)
            : changed;
    }

    // Once is enough: what Vast says about the account later is not about this stop.
    private FleetState WithAccount(AccountChecked account, DateTimeOffset at) => Index.Interrupted.Aggregate(
        this with { Account = new AccountSeen(account.Credit, account.CanPay, at) },
        (state, instanceId) => state.ChangeLease(instanceId, lease => lease with { IsOutbid = account.CanPay }));

    private static Offer WithContract(Offer offer, ContractSeen seen) => offer with
    {
        DphTotal = seen.PricePerHour ?? offer.DphTotal,
        GpuName = seen.GpuName ?? offer.GpuName,
        NumGpus = seen.NumGpus ?? offer.NumGpus,
        MachineId = seen.MachineId ?? offer.MachineId,
        StorageTotalCost = seen.StoragePerHour ?? offer.StorageTotalCost,
        EndDate = seen.EndDate ?? offer.EndDate,
        IsBid = seen.IsBid ?? offer.IsBid,
    };

    private static Destruction? FailedTry(Lease lease, string failure, DateTimeOffset at) =>
        lease.Destruction is { } destruction ? destruction with { UnderWay = false, FailedAt = at, Failure = failure } : null;

    private static Labelling? FailedLabelling(Labelling? labelling, DateTimeOffset at) =>
        labelling is null ? null : labelling with { Failures = labelling.Failures + 1, FailedAt = at };

    private static Lease WithStatus(Lease lease, StatusChanged status, DateTimeOffset at) =>
        (lease with
        {
            Status = status.Status,
            StatusMessage = status.Message,
            IsSeen = true,
            LoadingSince = lease.LoadingSince ?? (status.Status is InstanceStatus.Loading ? at : null),
            ProgressAt = status.Status is InstanceStatus.Loading ? at : lease.ProgressAt,
        }).WithHealth(at);

    private FleetState WithGone(long instanceId, DateTimeOffset at)
    {
        if (!Leases.TryGetValue(instanceId, out var lease)) return this;
        var ended = EndLease(instanceId, LeaseEnd.Gone, at);
        return lease.Destruction is null ? ended.WithFailed(lease, at).Strike(lease, "its instance disappeared", at) : ended;
    }

    // An instance belongs to one offer: if Vast names the same instance for another one, the latest answer counts.
    private FleetState WithLease(Lease lease)
    {
        var was = Leases.GetValueOrDefault(lease.InstanceId);
        var byOffer = was is null ? InstancesByOffer : Without(was);
        ImmutableArray<long> instances = byOffer.TryGetValue(lease.OfferId, out var others)
            ? [.. others.Append(lease.InstanceId).Order()]
            : [lease.InstanceId];
        return Changed(was, lease) with
        {
            Ended = Ended.Remove(lease.InstanceId),
            InstancesByOffer = byOffer.SetItem(lease.OfferId, instances),
        };
    }

    private ImmutableDictionary<long, ImmutableArray<long>> Without(Lease lease)
    {
        var rest = InstancesByOffer[lease.OfferId].Remove(lease.InstanceId);
        return rest.IsEmpty ? InstancesByOffer.Remove(lease.OfferId) : InstancesByOffer.SetItem(lease.OfferId, rest);
    }

    private FleetState ChangeLease(long instanceId, Func<Lease, Lease> change) =>
        Leases.TryGetValue(instanceId, out var lease) ? Changed(lease, change(lease)) : this;

    // The only place where a lease changes, so that the index stays in step.
    private FleetState Changed(Lease? was, Lease now)
    {
        var changed = this with { Leases = Leases.SetItem(now.InstanceId, now), Index = Index.Changed(was, now) };
        var wasProven = was is { IsProven: true };
        if (now.Terms is null) return changed;
        if (was?.RanBy is null && now.RanBy is { } ranBy) changed = changed.WithLoaded(now, ranBy);
        if (now.IsProven == wasProven) return changed;
        return now.IsProven ? changed.WithRentsThatWork().WithWorked(now, 1) : changed.WithWorked(was!, -1);
    }

    // Only for what this journal rented: an adopted instance says nothing about renting.
    private FleetState WithFailed(Lease lease, DateTimeOffset at) => lease is { IsProven: false, Terms: not null, Drop: null }
        ? this with { FailedRents = FailedRents.Add(FailedRentOf(lease, at)) }
        : this;

    private static FailedRent FailedRentOf(Lease lease, DateTimeOffset at)
    {
        var (kind, words) = !lease.HasRun ? (FailedRentKind.NeverRan, lease.StatusMessage)
            : lease.Work is { } work ? (FailedRentKind.ContemplantDown, work.LastWords)
            : (FailedRentKind.NobodyCalled, null);
        return new FailedRent(
            lease.InstanceId, lease.Offer.MachineId ?? lease.OfferId, lease.StartedAt, at, kind, words is null ? null : TextBeginning.ForPeople(words, MaxMachineReason));
    }

    // If others were tried and failed as well, the machines were not to blame: nothing is held against them.
    private FleetState WithRentsThatWork()
    {
        var forgiven = FailedRents.FailedTrials > 0 ? FailedRents.Row : [];
        return forgiven.Aggregate(this with { FailedRents = FailedRents.None }, (state, failed) => state.Forgive(failed.MachineId));
    }

    private FleetState Forgive(long machineId) =>
        !Machines.TryGetValue(machineId, out var record) ? this
        : this with { Machines = record.Strikes > 1 ? Machines.SetItem(machineId, record with { Strikes = record.Strikes - 1 }) : Machines.Remove(machineId) };

    private FleetState EndLease(long instanceId, LeaseEnd end, DateTimeOffset at)
    {
        if (!Leases.TryGetValue(instanceId, out var lease)) return this;
        return SettledAtEnd(lease, end, at) with
        {
            Leases = Leases.Remove(instanceId),
            Index = Index.Changed(lease, null),
            InstancesByOffer = Without(lease),
            Ended = Ended.Since(at - EndedMemory).WithRoom(MaxEnded)
                .SetItem(instanceId, new EndedLease(
                    instanceId, lease.OfferId, at, end, lease.Drop is not null, end is LeaseEnd.Destroyed ? null : lease.VerifiedAt,
                    lease.SignatureDigest, lease.Destruction?.Cause, end is LeaseEnd.Destroyed ? null : lease.Offer)),
        };
    }

    // The machine it is on, and the one that was offered: a host that offers one and provides another will do so again.
    private FleetState Strike(Lease lease, string reason, DateTimeOffset at) =>
        new[] { lease.Offer.MachineId, lease.Terms?.MachineId }.OfType<long>().Distinct()
            .Aggregate(WithFault(lease, at), (state, machineId) => state.Rest(machineId, lease.Offer.HostId, reason, at, strikes: 1));

    private FleetState Rest(long machineId, long? hostId, string reason, DateTimeOffset at, int strikes)
    {
        var before = Machines.TryGetValue(machineId, out var record) && at - record.LastStrikeAt <= MachineMemory ? record.Strikes : 0;
        return this with
        {
            Machines = Machines.Remove(machineId).Since(at - MachineMemory).WithRoom(MaxMachines)
                .SetItem(machineId, new MachineRecord(machineId, before + strikes, at, TextBeginning.ForPeople(reason, MaxMachineReason), hostId)),
        };
    }
}
