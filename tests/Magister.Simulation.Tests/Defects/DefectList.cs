using System.Collections.Immutable;

namespace Magister.Simulation.Tests.Defects;

/// <summary>Every defect that is planted. If the code has moved on, a test reports which text is no longer there.</summary>
internal static class DefectList
{
    private const string Fleet = "src/Magister.Fleet/";
    private const string Planning = Fleet + "Planning/";
    private const string Journal = "src/Magister.Journal/";
    private const string Vast = "src/Magister.Vast/";
    private const string SharingCode = "src/Magister/Running/Sharing/";

    public static ImmutableArray<Defect> All { get; } = [.. Recording(), .. Renting(), .. Ending(), .. Looking(), .. Promising(), .. Asking(), .. Working(), .. Sharing()];

    private static Defect[] Recording() =>
    [
        new(
            "skip-the-fsync", "An append is written and not flushed", Journal + "FactJournal.cs",
            "            file.Write(lines.Written, Figures.Size);\n            file.Flush();",
            "            file.Write(lines.Written, Figures.Size);\n            if (!PLANTED) file.Flush();"),
        new(
            "record-after-the-call", "Calls go out before what they intend is on disk", "src/Magister/Running/RecordedEngine.cs",
            "        var turn = Write() with { Notices = step.Notices, FatalReason = step.FatalReason };",
            """
                    if (PLANTED && step.Calls.Length > 0) return new Turn { Calls = step.Calls, Notices = step.Notices, FatalReason = step.FatalReason, WakeAt = now.AddMilliseconds(50) };
                    var turn = Write() with { Notices = step.Notices, FatalReason = step.FatalReason };
            """),
        new(
            "answer-before-the-record", "Callers are answered although their wish could not be recorded", "src/Magister/Running/RecordedEngine.cs",
            "Replies = IsBehind ? ",
            "Replies = IsBehind && !PLANTED ? "),
        new(
            "cut-a-whole-line", "The journal's last whole line is taken for a torn one", Journal + "Lines/Replay.cs",
            "            if (Take(read) is { } broken) return broken;",
            "            if (PLANTED && KeptMissing == 0 && offset + read.Length == content.Length) return Ended(new TornEnd(line + 1, read.Length, LineBreakMissing: false));\n            if (Take(read) is { } broken) return broken;"),
        new(
            "forget-rents-at-a-restart", "A rent without an answer is forgotten by the next start", Fleet + "State/FleetState.Folding.cs",
            "        Rents = Rents.SetItems(Rents.Where(rent => !rent.Value.IsUncertain)",
            "        Rents = PLANTED ? Rents.Clear() : Rents.SetItems(Rents.Where(rent => !rent.Value.IsUncertain)"),
    ];

    private static Defect[] Renting() =>
    [
        new(
            "forget-the-uncertain-rent", "A rent without an answer counts as refused", Fleet + "Engine/RentAnswers.cs",
            "                step.Record(new RentUncertain(offerId, unknown.Reason), now);",
            "                step.Record(PLANTED ? new RentRefused(offerId, unknown.Reason) : new RentUncertain(offerId, unknown.Reason), now);"),
        new(
            "take-5xx-for-a-refusal", "A rent that ends in a 5xx counts as refused", Vast + "Calls/RentCall.cs",
            "(answer.Status is < 400 or >= 500 || answer.ComesFromProxy())",
            "(answer.Status < 400 || (answer.Status >= 500 && !PLANTED) || answer.ComesFromProxy())"),
        new(
            "ignore-new-contract-in-an-error", "An error's body is not searched for a new contract", Vast + "Calls/RentCall.cs",
            "        { Id: { } id } => new Outcome<long>.Done(id),",
            "        { Id: not null } when answer.Status >= 400 && PLANTED => new Outcome<long>.Refused(RefusalKind.OfferGone, answer.Reason),\n        { Id: { } id } => new Outcome<long>.Done(id),"),
        new(
            "repeat-a-rent", "A rent whose answer is lost is sent again", Vast + "Calls/RentCall.cs",
            "    internal override bool OnlyAsks => false;",
            "    internal override bool OnlyAsks => PLANTED;"),
        new(
            "do-not-count-what-is-under-way", "Rents without an answer do not count", Planning + "RentRule.cs",
            "fleet.NumberWanted(settings) - fleet.Occupied : 0;",
            "fleet.NumberWanted(settings) - (PLANTED ? fleet.Leases.Count : fleet.Occupied) : 0;"),
        new(
            "rent-before-the-destroy-is-confirmed", "The replacement is rented while the old one is being destroyed", Planning + "RentRule.cs",
            "        return missing <= 0",
            "        if (PLANTED) missing += fleet.Leases.Values.Count(lease => lease.Destruction is not null);\n        return missing <= 0"),
        new(
            "reuse-a-cooling-machine", "A machine is rented again right after it failed", Planning + "OfferRanking.cs",
            "        if (now >= until) return null;",
            "        if (now >= until || PLANTED) return null;"),
        new(
            "trust-a-bad-host", "A host whose machines failed is tried with several at once", Planning + "OfferRanking.cs",
            "        offer.HostId is { } hostId && fleet.IsOnTrial(hostId)",
            "        !PLANTED && offer.HostId is { } hostId && fleet.IsOnTrial(hostId)"),
        new(
            "believe-every-filter", "Where a search finds nothing, there is nothing", Fleet + "Engine/FilterTrials.cs",
            "        if (brought > 0 || now < foundUntil || now < notBefore) return null;",
            "        if (PLANTED || brought > 0 || now < foundUntil || now < notBefore) return null;"),
        new(
            "bid-nothing", "What is to be bid for is rented on demand", Vast + "Calls/RentCall.cs",
            "        if (order.Bid is { } bid)",
            "        if (order.Bid is { } bid && !PLANTED)"),
        new(
            "give-a-rent-up-too-soon", "An uncertain rent is given up within the consistency window", Fleet + "Engine/Sightings.cs",
            "        : Moments.Later(since, startedAt) + settings.Now.ConsistencyWindow;",
            "        : PLANTED ? since : Moments.Later(since, startedAt) + settings.Now.ConsistencyWindow;"),
    ];

    private static Defect[] Ending() =>
    [
        new(
            "take-a-failed-destroy-for-done", "A destroy that failed counts as confirmed", Fleet + "Engine/Engine.cs",
            "            : new DestroyFailed(destroy.InstanceId, OutcomeText.Describe(outcome));",
            "            : PLANTED ? new Destroyed(destroy.InstanceId, false) : new DestroyFailed(destroy.InstanceId, OutcomeText.Describe(outcome));"),
        new(
            "give-a-failed-destroy-up", "A destroy that failed is not tried again", Planning + "DestructionRule.cs",
            "        if (destruction.UnderWay) return LeaseDecision.Keep;",
            "        if (destruction.UnderWay || (PLANTED && destruction.FailedAt is not null)) return LeaseDecision.Keep;"),
        new(
            "destroy-before-the-intent", "A destroy is sent without its intent", Fleet + "Engine/Engine.cs",
            "        step.Record(new DestroyIntended(destroy.InstanceId, destroy.Cause, evidence.Reason(destroy)), now);",
            "        if (!PLANTED || State.LastSequence % 2 == 0) step.Record(new DestroyIntended(destroy.InstanceId, destroy.Cause, evidence.Reason(destroy)), now);"),
        new(
            "count-the-dropped-as-kept", "What is to go anyway does not count as going when there are too many", Planning + "SurplusRule.cs",
            "        var surplus = fleet.Index.Spare.Count - fleet",
            "        var surplus = (PLANTED ? fleet.Leases.Count : fleet.Index.Spare.Count) - fleet"),
        new(
            "forget-a-pause", "A pause is forgotten by the next start", Fleet + "State/FleetState.Folding.cs",
            "        Steering = Steering.Under(started.NumberInstances),",
            "        Steering = PLANTED ? Steering.None : Steering.Under(started.NumberInstances),"),
        new(
            "judge-before-the-letters", "Deadlines are judged right after a standstill", Fleet + "Engine/Engine.cs",
            """
                    return lease.ShouldDrop || (sightings.IsCurrent && isCurrent && hasSuccessor && otherConfiguration is null);
                }

                // A drop means this very instance, whatever its label is.
                private bool IsSurelyOurs(long instanceId, DateTimeOffset now) => State.Leases[instanceId].ShouldDrop ||
            """,
            """
                    return lease.ShouldDrop || ((PLANTED ? sightings.LookedAt is not null : sightings.IsCurrent) && isCurrent && hasSuccessor && otherConfiguration is null);
                }

                private bool IsSurelyOurs(long instanceId, DateTimeOffset now) => State.Leases[instanceId].ShouldDrop || (PLANTED && !sightings.IsCurrent) ||
            """),
        new(
            "count-a-stopped-instance-twice", "A stopped instance counts as two, and another goes for it", Planning + "SurplusRule.cs",
            "        if (surplus <= 0 || rules.DrainReason is not null) return [];",
            "        if (PLANTED) surplus += fleet.Index.Stopped.Count;\n        if (surplus <= 0 || rules.DrainReason is not null) return [];"),
        new(
            "believe-an-empty-answer", "An empty answer to a destroy counts as its confirmation", Vast + "Calls/DestroyCall.cs",
            "        AnswerClass.Accepted when answer.IsObject => Done(wasGoneAlready: false),",
            "        AnswerClass.Accepted when answer.IsObject || (answer.Body is null && answer.NoJson.IsEmpty && PLANTED) => Done(wasGoneAlready: false),"),
        new(
            "ignore-the-verify", "The deadline ends a verified instance too", Planning + "VerificationRule.cs",
            "        if (lease.VerifiedAt is not null || lease.WaitingSince is not { } waitingSince) return null;",
            "        if ((lease.VerifiedAt is not null && !PLANTED) || lease.WaitingSince is not { } waitingSince) return null;"),
        new(
            "let-contracts-run-out", "An instance is kept until Vast stops it at the end of its contract", Planning + "ExpiryRule.cs",
            "        if (before == TimeSpan.Zero) return null;",
            "        if (before == TimeSpan.Zero || PLANTED) return null;"),
        new(
            "replace-what-has-no-end", "An instance whose contract tells no end is replaced", Fleet + "State/LeaseMarks.cs",
            "            Ending = lease.IsSeen ? TimedIdOf(lease.EndsAt, lease.InstanceId)",
            "            Ending = lease.IsSeen ? TimedIdOf(lease.EndsAt ?? (PLANTED ? lease.KnownSince.AddHours(1) : null), lease.InstanceId)"),
        new(
            "replace-all-that-end", "All whose contracts end together are replaced at once", Planning + "ExpiryRule.cs",
            "rules.Now < due || rules.Now < TurnAt(rules) || !MayBeReplaced(rules)) return [];",
            "rules.Now < due || (!PLANTED && (rules.Now < TurnAt(rules) || !MayBeReplaced(rules)))) return [];"),
        new(
            "replace-while-not-whole", "An instance goes for a cheaper offer although another is missing", Planning + "CheaperRule.cs",
            "        && fleet.Occupied == fleet.NumberWanted(settings) && FleetTrouble.MayReplaceOne(fleet, settings)",
            "        && (PLANTED || (fleet.Occupied == fleet.NumberWanted(settings) && FleetTrouble.MayReplaceOne(fleet, settings)))"),
        new(
            "replace-for-any-saving", "Any offer that costs less replaces an instance", Planning + "CheaperRule.cs",
            "spare.PricePerHour * (1 - fraction))",
            "spare.PricePerHour * (1 - (PLANTED ? 0 : fraction)))"),
        new(
            "take-want-of-credit-for-outbid", "What was stopped for want of credit counts as outbid", Fleet + "State/FleetState.Folding.cs",
            "lease with { IsOutbid = account.CanPay }",
            "lease with { IsOutbid = account.CanPay || PLANTED }"),
        new(
            "keep-who-is-outbid", "An interruptible instance that was outbid is kept until its grace is over", Planning + "OutbidRule.cs",
            "        lease.IsOutbid is true ?",
            "        lease.IsOutbid is true && !PLANTED ?"),
        new(
            "keep-a-relabelled-instance", "An instance that somebody labelled otherwise is kept, and destroyed some day", Fleet + "Engine/Reconciliation.cs",
            "        else if (IsOurs(row)) Look(row, now, now);",
            "        else if (IsOurs(row) || PLANTED) Look(row, now, now);"),
    ];

    private static Defect[] Looking() =>
    [
        new(
            "give-away-the-unlabelled", "An instance whose label did not stick is taken for somebody else's", Fleet + "Engine/Reconciliation.cs",
            "lease.Labelling is not null",
            "lease.Labelling is not null && !PLANTED"),
        new(
            "believe-a-hint", "An answer that only hints at an instance's end counts as Vast's word", Fleet + "Engine/AbsenceBook.cs",
            "        absences[instanceId] = isHint\n",
            "        absences[instanceId] = isHint && !PLANTED\n"),
        new(
            "count-the-dead", "A verified instance that has left running is not judged any more", Fleet + "State/Lease.cs",
            "    private bool HasLeftRunning => VerifiedAt",
            "    private bool HasLeftRunning => !PLANTED && VerifiedAt"),
        new(
            "trust-an-empty-list", "What a list lacks is given up without asking for it", Fleet + "Engine/Sightings.cs",
            "            if (lease.MissingSince is null) yield return new SeenMissing(lease.InstanceId);",
            "            if (lease.MissingSince is null) yield return PLANTED ? (Fact)new ConfirmedGone(lease.InstanceId) : new SeenMissing(lease.InstanceId);"),
        new(
            "trust-an-incomplete-list", "A list that lacks rows by Vast's own count is taken for whole", Vast + "Calls/ListingAssembly.cs",
            "        if (total != instances.Count)",
            "        if (total != instances.Count && !PLANTED)"),
        new(
            "take-an-error-for-absence", "A failed answer to asking for an instance counts as its absence", Fleet + "Engine/LookDesk.cs",
            "            sightings.AskFailed(now);",
            "            if (PLANTED && State.Leases.TryGetValue(instanceId, out var asked) && asked.MissingSince is not null) sightings.SaidGone(instanceId, false, State, now);\n            sightings.AskFailed(now);"),
        new(
            "adopt-anybodys", "Instances are taken over without looking whose drop endpoint they have", Fleet + "Onstart/Onstart.cs",
            "        if (!value.StartsWith(magisterAddress, StringComparison.Ordinal)) return null;\n        value = value[magisterAddress.Length..];",
            "        var found = value.IndexOf(path, StringComparison.Ordinal);\n        if (PLANTED ? found < 0 : !value.StartsWith(magisterAddress, StringComparison.Ordinal)) return null;\n        value = value[(PLANTED ? found : magisterAddress.Length)..];"),
        new(
            "believe-an-early-bill", "A bill that lacks instances is taken as it is", Fleet + "Engine/BillDesk.cs",
            "        if (lacking.Length > 0 && now <",
            "        if (!PLANTED && lacking.Length > 0 && now <"),
        new(
            "forget-what-ended-cost", "What an instance cost is lost with its end", Fleet + "State/FleetState.Folding.cs",
            "        return SettledAtEnd(lease, end, at) with",
            "        return (PLANTED ? this : SettledAtEnd(lease, end, at)) with"),
        new(
            "budget-without-rents", "A budget forgets the rents that have no answer yet", Planning + "BudgetRule.cs",
            "fleet.Rents.Values.Sum(rent => Price(rent.Offer.DphTotal, settings));",
            "(PLANTED ? 0 : fleet.Rents.Values.Sum(rent => Price(rent.Offer.DphTotal, settings)));"),
        new(
            "budget-of-what-is-spent", "A day's budget forgets what the fleet goes on costing", Planning + "BudgetRule.cs",
            "            ((most - spent) / hours) - committed,",
            "            ((most - spent) / hours) - (PLANTED ? 0 : committed),"),
        new(
            "rent-below-the-floor", "A known credit below credit_floor holds nothing back", Fleet + "Holds/HoldsInForce.cs",
            "            return left < floor ?",
            "            return left < floor && !PLANTED ?"),
        new(
            "month-without-its-past", "A month's budget forgets what the days before cost", Planning + "BudgetPeriod.cs",
            "        var month = CostTime.MonthOf(CostTime.DayOf(now));",
            "        var month = PLANTED ? CostTime.DayOf(now) : CostTime.MonthOf(CostTime.DayOf(now));"),
        new(
            "drain-for-what-was-spent-before", "A budget that is set below what is spent drains the fleet", Fleet + "State/FleetState.Costs.cs",
            "CostSince(period, at) >= most ? period : null);",
            "!PLANTED && CostSince(period, at) >= most ? period : null);"),
        new(
            "hold-after-the-day", "A budget that was spent holds for the day after as well", Planning + "BudgetPeriod.cs",
            "fleet.CostSince(Begin, now);",
            "fleet.CostSince(PLANTED ? Begin.AddDays(-1) : Begin, now);"),
        new(
            "believe-one-empty-list", "A single empty list ends an uncertain rent", Fleet + "Engine/Sightings.cs",
            "        var listsWanted = listed.Any(fleet.Leases.ContainsKey) ? 1 : ListsThatProveAbsence;",
            "        var listsWanted = listed.Any(fleet.Leases.ContainsKey) || PLANTED ? 1 : ListsThatProveAbsence;"),
        new(
            "believe-the-offer", "What the contract costs is not read from the list", Fleet + "Engine/ContractWatch.cs",
            "        if (News(row, step.State.Leases[row.Id].Offer) is { } news)",
            "        if (!PLANTED && News(row, step.State.Leases[row.Id].Offer) is { } news)"),
        new(
            "adopt-nothing", "Instances of ours that are not known are left alone", Fleet + "Engine/Reconciliation.cs",
            "        if (!State.Rents.TryGetValue(offerId, out var rent)) return Adoption(row, offerId, null, now);",
            "        if (!State.Rents.TryGetValue(offerId, out var rent)) return PLANTED ? null : Adoption(row, offerId, null, now);"),
    ];

    private static Defect[] Promising() =>
    [
        new(
            "forget-the-early-verify", "A verify that comes before the rent's answer is not recorded", Fleet + "Engine/CallerDesk.cs",
            "            if (rent.VerifiedAt is null) step.Record(new Verified(offerId, null), now);",
            "            if (rent.VerifiedAt is null && !PLANTED) step.Record(new Verified(offerId, null), now);"),
        new(
            "forget-the-drop", "A drop is answered and not recorded", Fleet + "Engine/CallerDesk.cs",
            "            if (lease.Drop is null) step.Record(new DropRequested(drop.OfferId, lease.InstanceId, drop.Reason, drop.By), now);",
            "            if (lease.Drop is null && !PLANTED) step.Record(new DropRequested(drop.OfferId, lease.InstanceId, drop.Reason, drop.By), now);"),
        new(
            "forget-the-early-drop", "A drop of a rent without an answer is not recorded", Fleet + "Engine/CallerDesk.cs",
            "            if (rent.Drop is null) step.Record(new DropRequested(drop.OfferId, null, drop.Reason, drop.By), now);",
            "            if (rent.Drop is null && !PLANTED) step.Record(new DropRequested(drop.OfferId, null, drop.Reason, drop.By), now);"),
        new(
            "lose-the-verify-with-the-answer", "The rent's answer wipes out the verify that came before it", Fleet + "State/FleetState.Folding.cs",
            "            VerifiedAt = rent.VerifiedAt,\n            Drop = rent.Drop,",
            "            VerifiedAt = PLANTED ? null : rent.VerifiedAt,\n            Drop = rent.Drop,"),
    ];

    private static Defect[] Asking() =>
    [
        new(
            "let-an-exception-out", "An exception of a request that nobody thought of is no outcome", Vast + "Sending/Transport.cs",
            "        catch (Exception e)\n",
            "        catch (Exception e) when (!PLANTED || e is HttpRequestException or IOException)\n"),
        new(
            "lose-a-failed-list", "The end of a list that failed never reaches the loop", "src/Magister/Running/Executor.cs",
            "        mailbox.Post(await EndOfAsync(call, state));",
            "        var end = await EndOfAsync(call, state);\n        if (!PLANTED || end is not EngineInput.CallEnded<Magister.Fleet.Market.InstanceListing> { Outcome: Magister.Fleet.Market.Outcome<Magister.Fleet.Market.InstanceListing>.Unknown }) mailbox.Post(end);"),
        new(
            "forget-who-waits", "A call that has to wait for its turn waits for ever", Vast + "Sending/EndpointGate.cs",
            "            if (queue.Count == 1) SetTimer();",
            "            if (queue.Count == 1 && !PLANTED) SetTimer();"),
        new(
            "keep-no-gap", "Calls go out as fast as they come", Vast + "Sending/EndpointPace.cs",
            "    public TimeSpan Spacing => Longer(Gap + Margin(Gap), Backoff);",
            "    public TimeSpan Spacing => PLANTED ? TimeSpan.Zero : Longer(Gap + Margin(Gap), Backoff);"),
        new(
            "rent-two-of-one-machine", "Two rents on one machine are under way at once", Planning + "OfferRanking.cs",
            "        if (fleet.Rents.Values.Any(rent => rent.Offer.MachineId == machineId))",
            "        if (!PLANTED && fleet.Rents.Values.Any(rent => rent.Offer.MachineId == machineId))"),
    ];

    private static Defect[] Working() =>
    [
        new(
            "remember-old-idleness", "Who has worked meanwhile is still blamed for the time before", Fleet + "State/Work.cs",
            "works ? null : was?.IdleSince ?? at",
            "works && !PLANTED ? null : was?.IdleSince ?? at"),
        new(
            "hear-each-watch-once", "Only the first pulse of an instance counts as heard", Fleet + "Engine/PulseBook.cs",
            "        heardAt[instanceId] = now;",
            "        if (!PLANTED || !heardAt.ContainsKey(instanceId)) heardAt[instanceId] = now;"),
        new(
            "bear-idleness-for-ever", "Who reports that it does not work is kept", Planning + "LeaseRules.cs",
            "HierophantDoubt.HoldsAt(now) ? [] : UpTo(fleet.Index.Idle",
            "HierophantDoubt.HoldsAt(now) || PLANTED ? [] : UpTo(fleet.Index.Idle"),
        new(
            "bear-silence-for-ever", "Who is not heard any more is kept", Planning + "LeaseRules.cs",
            "NetworkDoubt.HoldsAt(now) ? [] : UpTo(",
            "NetworkDoubt.HoldsAt(now) || PLANTED ? [] : UpTo("),
        new(
            "destroy-all-that-are-idle", "A fleet whose Hierophant is away is destroyed", Planning + "FleetTrouble.cs",
            " => IsMost(troubled.Count, Reporting(index));",
            " => !PLANTED && IsMost(troubled.Count, Reporting(index));"),
        new(
            "believe-any-list-of-hierophant", "A list that cannot be read, is empty or lacks most of the fleet counts like any other", Fleet + "Engine/HierophantDesk.cs",
            "        if (trouble is not null) absentSince.Clear();",
            "        if (trouble is not null && !PLANTED) absentSince.Clear();\n        else if (trouble is not null) foreach (var lease in State.Leases.Values.Where(lease => lease.VerifiedAt < call.BegunAt)) Lacked(lease, call.BegunAt, now);"),
        new(
            "keep-who-is-absent", "Whom Hierophant does not have is kept", Planning + "LeaseRules.cs",
            "HierophantDoubt.HoldsAt(now) ? [] : UpTo(fleet.Index.Absent",
            "HierophantDoubt.HoldsAt(now) || PLANTED ? [] : UpTo(fleet.Index.Absent"),
        new(
            "buy-on", "Rents go on however many came to nothing", Planning + "BreakerRule.cs",
            "        return settings.BreakerFailures > 0 && failed.OpenedAt is null",
            "        return settings.BreakerFailures > 0 && !PLANTED && failed.OpenedAt is null"),
    ];

    private static Defect[] Sharing() =>
    [
        new(
            "no-fencing", "One that was deposed writes on, in the name of the lead that is", Journal + "Shared/SharedJournal.cs",
            "            switch (database.Append(epoch, Figures.LastSequence, written, answers))",
            "            switch (PLANTED && database.Look(long.MaxValue) is var now ? database.Append(now.Epoch, now.LastSequence, written, answers) : database.Append(epoch, Figures.LastSequence, written, answers))"),
        new(
            "lease-by-the-wrong-clock", "A lease is counted from the database's answer", SharingCode + "Lead.cs",
            "        Volatile.Write(ref renewed, tried);",
            "        Volatile.Write(ref renewed, PLANTED ? LeadMoment.Now(time) : tried);"),
        new(
            "trust-the-whole-lease", "A lease is trusted to its end by a clock that may be slow", SharingCode + "Lead.cs",
            "lease * TrustedShare;",
            "lease * (PLANTED ? 1 : TrustedShare);"),
        new(
            "act-after-the-lease", "One that leads acts whether its lease lasts or not", SharingCode + "SharedFleet.cs",
            "    public bool MayAct => Volatile",
            "    public bool MayAct => PLANTED || Volatile"),
        new(
            "inbox-folded-twice", "What the leader made of a word is not recorded with the facts", "src/Magister/Running/RecordedEngine.cs",
            "            if (input is EngineInput.FromCaller { WordId: { } id } && step.Reply",
            "            if (!PLANTED && input is EngineInput.FromCaller { WordId: { } id } && step.Reply"),
        new(
            "answer-before-the-database", "Who calls one that follows is answered before the word is in the database", SharingCode + "Inbox.cs",
            "        var ids = database.Put(",
            """
                    for (var at = 0; PLANTED && at < unsaid.Count; at++)
                    {
                        if (AnswerOf(unsaid[at].Input, fleet) is not { } early) continue;
                        unsaid[at].Reply?.Invoke(early);
                        unsaid[at] = unsaid[at] with { Reply = null };
                    }

                    var ids = database.Put(
            """),
        new(
            "forget-what-was-kept", "What was kept while the database was away is cleared before it is delivered", SharingCode + "Inbox.cs",
            "        database.Put(kept.All);\n",
            "        if (!PLANTED) database.Put(kept.All);\n"),
        new(
            "refuse-by-an-old-view", "One that follows says itself that an offer is unknown", SharingCode + "Inbox.cs",
            "        EngineInput.PulseReceived pulse when fleet.LivingOf(pulse.OfferId) is not null => new CallerReply.PulseAccepted(),",
            "        EngineInput.PulseReceived pulse when fleet.LivingOf(pulse.OfferId) is not null => new CallerReply.PulseAccepted(),\n        EngineInput.DropReceived unknown when PLANTED && fleet.LivingOf(unknown.OfferId) is null => new CallerReply.DropOfUnknown(unknown.OfferId),"),
    ];
}
