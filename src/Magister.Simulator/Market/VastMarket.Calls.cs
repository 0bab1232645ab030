using System.Text.Json.Nodes;

namespace Magister.Simulator.Market;

public sealed partial class VastMarket
{
    private static readonly TimeSpan BillsLate = TimeSpan.FromHours(10);

    /// <summary>Searches the offers, as <c>POST /api/v0/bundles/</c>.</summary>
    public MarketAnswer Search(JsonObject? body)
    {
        lock (_gate)
        {
            var now = CatchUp();
            var (search, problem) = OfferSearch.Parse(body);
            if (search is null) return MarketAnswer.Error(400, "invalid_request", problem!);
            if (_options.HidingFilter is { } hiding && body!.ContainsKey(hiding)) return new MarketAnswer(200, new JsonObject { ["offers"] = new JsonArray() });
            var skipSizes = _random.Hits(_options.SkipNumericFilters);
            return new MarketAnswer(200, new JsonObject { ["offers"] = search.Run(_offers, now, _options, skipSizes) });
        }
    }

    /// <summary>Rents an offer, as <c>PUT /api/v0/asks/{id}/</c>.</summary>
    /// <param name="offerId">The offer.</param>
    /// <param name="body">The create body.</param>
    /// <param name="call">The ordinal of the call, for the records.</param>
    public MarketAnswer Rent(long offerId, JsonObject? body, long call = 0)
    {
        lock (_gate)
        {
            var now = CatchUp();
            if (body is null) return MarketAnswer.Error(400, "invalid_args", "error 400/1782: Invalid args: invalid json", offerId);
            if (_offers.Find(offerId) is not { } entry)
            {
                return MarketAnswer.Error(
                    404, "invalid_args", $"error 404/3603: no_such_ask Instance type by id {offerId} is not available.", offerId);
            }

            var request = RentRequest.Read(body);
            if (request.Problem(entry.Offer) is { } problem) return MarketAnswer.Error(400, problem.Error, problem.Message, offerId);
            var second = entry.Holders > 0 && _random.Hits(_options.AcceptTakenOffers);
            return Obstacle(entry, request, second, now) ?? Accept(entry, request, call, second, now);
        }
    }

    /// <summary>Lists the account's instances, as <c>GET /api/v1/instances/</c>.</summary>
    public MarketAnswer List(ListRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (_gate)
        {
            var now = CatchUp();
            var (list, problem) = Parsed(request);
            _listed.CatchUp(now, _options.Linger);
            return problem ?? list!.Run(_listed, now);
        }
    }

    // A client repeats the same query, and parsing it takes longer than answering it.
    private (InstanceList? List, MarketAnswer? Problem) Parsed(ListRequest request)
    {
        if (!ReferenceEquals(request, _lastListRequest) || _lastPageCap != _options.PageCap)
        {
            _lastList = InstanceList.Parse(request, _options.PageCap);
            (_lastListRequest, _lastPageCap) = (request, _options.PageCap);
        }

        return _lastList;
    }

    /// <summary>Shows one instance, as <c>GET /api/v0/instances/{id}/</c>. A new instance is visible immediately, whatever the list does.</summary>
    public MarketAnswer Show(long instanceId)
    {
        lock (_gate)
        {
            var now = CatchUp();
            var shown = _alive.TryGetValue(instanceId, out var found) ? InstanceFields.ShowOne(new InstanceView(found, now)) : null;
            return new MarketAnswer(200, new JsonObject { ["instances"] = shown }, found?.Id);
        }
    }

    /// <summary>Destroys an instance, as <c>DELETE /api/v0/instances/{id}/</c>.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="call">The ordinal of the call, for the records.</param>
    public MarketAnswer Destroy(long instanceId, long call = 0)
    {
        lock (_gate)
        {
            CatchUp();
            if (!_alive.TryGetValue(instanceId, out var instance)) return MarketAnswer.Error(404, "not_found", "Instance not found");
            End(instance, EndedBy.Call, call);
            return new MarketAnswer(200, new JsonObject { ["success"] = true, ["msg"] = "Instance destroyed successfully" }, instanceId);
        }
    }

    /// <summary>Changes a label or a state, as <c>PUT /api/v0/instances/{id}/</c>.</summary>
    public MarketAnswer Manage(long instanceId, JsonObject? body)
    {
        lock (_gate)
        {
            CatchUp();
            if (body is null || (!body.ContainsKey("label") && !body.ContainsKey("state")))
            {
                return MarketAnswer.Error(400, "invalid_args", "error 400/1782: Invalid args: label or state is wanted");
            }

            if (!_alive.TryGetValue(instanceId, out var instance))
            {
                return MarketAnswer.Error(404, "no_such_instance", $"Instance {instanceId} not found.");
            }

            return SetLabel(instance, body) ?? SetState(instance, body["state"])
                ?? new MarketAnswer(200, new JsonObject { ["success"] = true }, instanceId);
        }
    }

    /// <summary>The account, as <c>GET /api/v0/users/current/</c>.</summary>
    public MarketAnswer User()
    {
        lock (_gate)
        {
            var credit = Math.Round(_account.Credit(CatchUp()), 6);
            return new MarketAnswer(200, new JsonObject
            {
                ["id"] = 4242,
                ["key_id"] = 17,
                ["email"] = "operator@simulator.example",
                ["balance"] = credit,
                ["credit"] = credit,
                ["ssh_key"] = "",
                ["sid"] = "simulated",
            });
        }
    }

    /// <summary>The bill for a span of days, as <c>GET /api/v0/charges/</c>.</summary>
    public MarketAnswer Charges(ListRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (_gate)
        {
            var now = CatchUp();
            var (charges, problem) = Market.Charges.Parse(request);
            var midnight = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
            return problem ?? charges!.Run(
                _instances,
                now,
                instance => IsStruck(instance.Id, Purpose.LateBill, _options.OddBills) && now < midnight + (BillsLate * Chance.Draw(instance.Id, 1)),
                instance => IsStruck(instance.Id, Purpose.DoubleBill, _options.OddBills));
        }
    }

    /// <summary>USD that an instance was charged within a span, whatever a bill shows so far.</summary>
    public double ChargedFor(long instanceId, DateTimeOffset from, DateTimeOffset until)
    {
        lock (_gate)
        {
            CatchUp();
            return _instances.Find(instance => instance.Id == instanceId)?.Charged(from, until) is var (gpu, disk) ? gpu + disk : 0;
        }
    }

    private MarketAnswer? Obstacle(OfferEntry entry, RentRequest request, bool second, DateTimeOffset now)
    {
        var id = entry.Offer.Id;
        if (entry.Holders > 0 && !second)
        {
            return _random.Next(10) switch
            {
                < 5 => MarketAnswer.Error(410, "no_such_ask", $"error 410/3907: no_such_ask Instance type {id} is no longer available.", id),
                < 8 => MarketAnswer.Error(404, "invalid_args", $"error 404/3603: no_such_ask Instance type by id {id} is not available.", id),
                _ => MarketAnswer.Error(400, "invalid_args", $"error 400/3603: no_such_ask Instance type by id {id} is not available.", id),
            };
        }

        if (_account.IsEmpty(now))
        {
            return MarketAnswer.Error(400, "insufficient_credit", "Your account lacks credit; see the billing page.", id);
        }

        var quote = OfferQuote.Create(entry.Offer, now, _options, request.Disk);
        if (request.Bid < quote.MinBid) return MarketAnswer.Error(400, "invalid_price", $"error 400/3493: Invalid price: the least bid is {quote.MinBid}", id);
        return _account.Rate + (request.Bid ?? quote.BasePrice) + quote.StoragePrice > _options.SpendRateLimit
            ? MarketAnswer.Error(400, "spend_rate_limit", $"New accounts may spend {_options.SpendRateLimit} USD an hour.", id)
            : null;
    }

    private MarketAnswer? SetLabel(Instance instance, JsonObject body) =>
        body.ContainsKey("label") ? SetLabel(instance, JsonText.Text(body["label"])) : null;

    private MarketAnswer? SetLabel(Instance instance, string? label)
    {
        if (label?.Length > 256)
        {
            return MarketAnswer.Error(400, "label_too_long", "Please limit label length to 256 characters, ideally less than 128.");
        }

        _counts.Remove(instance);
        _listed.Relabel(instance, label);
        _counts.Add(instance);
        Watcher?.Invoke(instance);
        return null;
    }

    private MarketAnswer? SetState(Instance instance, JsonNode? state)
    {
        switch (JsonText.Text(state))
        {
            case null:
                return null;
            case "stopped":
                Stop(instance, "stopped by its owner");
                return null;
            case "running" when _account.IsEmpty(_now):
                return MarketAnswer.Error(400, "missing_billing", "Your account lacks credit; see the billing page.");
            case "running":
                Start(instance);
                return null;
            default:
                return MarketAnswer.Error(400, "invalid_args", "error 400/1782: Invalid args: state is 'running' or 'stopped'");
        }
    }
}
