using System.Text.Json.Nodes;

namespace Magister.Simulator.Market;

/// <summary>What Vast's own command-line client calls beyond what a fleet needs. Each name ends a path under <c>/api/v0/</c>.</summary>
public sealed partial class VastMarket
{
    private static readonly TimeSpan ResultAfter = TimeSpan.FromSeconds(2);

    private readonly List<(DateTimeOffset ReadyAt, string Text)> _results = [];

    /// <summary>Requests an instance's log, as <c>PUT instances/request_logs/{id}/</c>; the <c>result_url</c> has it some seconds later.</summary>
    public MarketAnswer RequestLogs(long instanceId, JsonObject? body, string origin) => With(instanceId, 404, "invalid_id", instance =>
    {
        string[] lines = JsonText.Text(body?["daemon_logs"]) == "true"
            ? [$"{instance.RentedAt:u} creating container of {instance.Request.Image}", $"{_now:u} status: {instance.StatusMessage}"]
            : [$"{instance.RentedAt:u} container of instance {instance.Id}", $"{_now:u} {instance.StatusMessage}"];
        var tail = int.TryParse(JsonText.Text(body?["tail"]), out var count) ? count : lines.Length;
        var filter = JsonText.Text(body?["filter"]) ?? "";
        return Result(string.Join('\n', lines.Where(line => line.Contains(filter, StringComparison.Ordinal)).TakeLast(tail)), origin);
    });

    /// <summary>Accepts a command for an instance, as <c>PUT instances/command/{id}/</c>; nothing is run here.</summary>
    public MarketAnswer Execute(long instanceId, JsonObject? body, string origin) =>
        With(instanceId, 404, "no_such_instance", instance =>
        {
            var answer = Result($"instance {instance.Id} would run: {JsonText.Text(body?["command"])}", origin);
            answer.Body["writeable_path"] = $"/var/lib/docker/{instance.Id}";
            return answer;
        });

    /// <summary>The requested text, as its <c>result_url</c> serves it to anyone; 403 until it is there.</summary>
    public MarketAnswer ResultOf(long number)
    {
        lock (_gate)
        {
            var isThere = number > 0 && number <= _results.Count && _results[(int)number - 1].ReadyAt <= CatchUp();
            return isThere
                ? new MarketAnswer(200, []) { Text = _results[(int)number - 1].Text }
                : new MarketAnswer(403, []) { Text = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>" };
        }
    }

    /// <summary>Restarts or recreates the container, as <c>PUT instances/reboot/{id}/</c> and <c>recycle</c>.</summary>
    public MarketAnswer StartAnew(long instanceId, string status) => With(
        instanceId, 400, status == InstanceStatus.Rebooting ? "invalid_args" : "invalid_id", instance => StartAnew(instance, status));

    /// <summary>Recreates the container from another image or onstart text, as <c>PUT instances/update_template/{id}/</c>.</summary>
    public MarketAnswer Update(long instanceId, JsonObject? body) => With(instanceId, 404, "no_such_instance", instance =>
    {
        _counts.Remove(instance);
        instance.Request = instance.Request.With(body ?? []);
        _counts.Add(instance);
        StartAnew(instance, InstanceStatus.Recycling);
        var updated = InstanceFields.ShowOne(new InstanceView(instance, _now));
        return new MarketAnswer(200, new JsonObject { ["success"] = true, ["updated_instance"] = updated }, instance.Id);
    });

    /// <summary>Changes the bid, as <c>PUT instances/bid_price/{id}/</c>.</summary>
    public MarketAnswer ChangeBid(long instanceId, JsonObject? body) => With(instanceId, 404, "no_such_instance", instance =>
    {
        if (JsonText.NumberOrNull(body?["price"]) is not { } price || price < 0.001 || price > 32 * instance.Offer.NumGpus)
        {
            return MarketAnswer.Error(400, "invalid_args", "error 400/3491: Invalid args: 'price' must be from 0.001 to 32 for each GPU");
        }

        if (!instance.IsBid) return MarketAnswer.Error(400, "invalid_args", "error 400/3492: Invalid args: no bid stands on this instance");
        SetPrice(instance, price);
        MoveBid(instance);
        return Done(instance);
    });

    /// <summary>The pending price increases, as <c>GET instances/pending-price-increases/</c>.</summary>
    public MarketAnswer PriceIncreases()
    {
        lock (_gate)
        {
            CatchUp();
            var rows = _alive.Values.Where(instance => instance.PriceIncrease is { Accepted: false }).OrderBy(instance => instance.Id).Select(Row).ToArray();
            var body = new JsonObject { ["success"] = true, ["count"] = rows.Length, ["truncated"] = false };
            body["pending_price_increases"] = new JsonArray(rows);
            return new MarketAnswer(200, body);
        }

        static JsonNode Row(Instance instance)
        {
            var rise = instance.PriceIncrease!;
            var row = new JsonObject { ["pending_price_increase_id"] = rise.Id, ["contract_id"] = instance.Id, ["host_id"] = instance.Machine.HostId };
            (row["old_gpu_costpersec"], row["new_gpu_costpersec"]) = (instance.BasePrice / 3600, rise.BasePrice / 3600);
            (row["old_disk_ram_costpersec"], row["new_disk_ram_costpersec"]) = (instance.StoragePrice / 3600, null);
            foreach (var name in new[] { "bwu_cost", "bwd_cost", "platform_fee" }) row[$"old_{name}"] = row[$"new_{name}"] = null;

            row["contract_end_date"] = rise.DueAt.ToUnixTimeSeconds();
            row["ask_end_date"] = instance.EndDate.ToUnixTimeSeconds();
            row["created_at"] = rise.CreatedAt.ToUnixTimeSeconds();
            return row;
        }
    }

    /// <summary>
    /// Accepts or rejects a price increase, as <c>PUT instances/accept-price-increase/</c> and <c>reject-price-increase</c>; an accepted one
    /// takes effect when due.
    /// </summary>
    public MarketAnswer AnswerIncrease(JsonObject? body, bool accepted)
    {
        lock (_gate)
        {
            CatchUp();
            if (body is not { Count: 1 } || JsonText.NumberOrNull(body["pending_price_increase_id"]) is not { } id)
            {
                return MarketAnswer.Error(400, "invalid_args", "error 400/1782: Invalid args: pending_price_increase_id and nothing else is wanted");
            }

            var instance = _alive.Values.FirstOrDefault(candidate => candidate.PriceIncrease is { Accepted: false } rise && rise.Id == (long)id);
            if (instance is null) return MarketAnswer.Error(404, "no_pending_price_increase", "No such price increase is pending.");
            instance.PriceIncrease = accepted ? instance.PriceIncrease! with { Accepted = true } : null;
            var answer = Done(instance);
            answer.Body["pending_price_increase_id"] = (long)id;
            answer.Body["contract_id"] = instance.Id;
            return answer;
        }
    }

    /// <summary>Stops, starts or destroys several, as <c>PUT</c> and <c>DELETE instances/</c>; the first failure is the answer.</summary>
    public MarketAnswer Several(JsonNode? ids, Func<long, MarketAnswer> act)
    {
        if (ids is not JsonArray { Count: > 0 } given) return MarketAnswer.Error(400, "invalid_args", "error 400/1782: Invalid args: a list of ids is wanted");
        var answers = given.Select(id => act((long)(JsonText.NumberOrNull(id) ?? 0))).ToList();
        return answers.Find(answer => !answer.Succeeded) ?? answers[0];
    }

    private MarketAnswer With(long instanceId, int statusWithout, string errorWithout, Func<Instance, MarketAnswer> act)
    {
        lock (_gate)
        {
            CatchUp();
            return _alive.TryGetValue(instanceId, out var instance)
                ? act(instance)
                : MarketAnswer.Error(statusWithout, errorWithout, $"Instance {instanceId} does not exist.");
        }
    }

    private MarketAnswer StartAnew(Instance instance, string status)
    {
        instance.Plan++;
        instance.TargetState = InstanceStatus.Running;
        SetStatus(instance, status);
        _life.Plan(instance, _now + _options.Boot.Draw(_random), LifeChange.Booted);
        return Done(instance);
    }

    private MarketAnswer Result(string text, string origin)
    {
        _results.Add((_now + ResultAfter, text));
        return new MarketAnswer(200, new JsonObject { ["success"] = true, ["result_url"] = $"{origin}/results/{_results.Count}", ["msg"] = "The text will be there in some seconds." });
    }

    private static MarketAnswer Done(Instance instance) => new(200, new JsonObject { ["success"] = true }, instance.Id);
}
