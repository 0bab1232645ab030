using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Magister.Simulator.Faults;
using Magister.Simulator.Market;
using Magister.Simulator.Settings;

namespace Magister.Simulator.Http;

/// <summary>
/// The admin API, on the same port, without a key. Names are in snake case, times such as <c>10s</c>; an unknown name is a 400.
/// <list type="bullet">
/// <item><c>GET /admin/state[?calls=N][&amp;alive=true]</c>: settings, offers, costs, all instances there ever were or only those that
/// exist, the latest N (200) calls in each direction, peaks by label and by label and Magister's address, faults.</item>
/// <item><c>GET /admin/offers</c>: all offers, including taken ones.</item>
/// <item><c>GET /admin/instances/{id}/environment</c>: the environment that its entrypoint received.</item>
/// <item><c>POST /admin/settings</c>: any setting of the command line that can be changed, such as
/// <c>{"credit": 0, "limits": "off", "down": "unavailable"}</c>.</item>
/// <item><c>POST /admin/faults</c>: a rule or a list of rules, such as
/// <c>{"kind": "reset", "endpoint": "create", "moment": "after", "count": 2}</c>, with the words of the help. <c>DELETE /admin/faults</c> ends all.</item>
/// <item><c>POST /admin/instances/{id}</c>: <c>status</c> (<c>"null"</c> for none), <c>status_msg</c>, <c>label</c>, <c>state</c>
/// (<c>stopped</c>, <c>running</c>), <c>price</c> (of the contract; pending for <c>price_after</c> if given), <c>outbid</c>, <c>kill</c>,
/// <c>verify</c>, <c>drop</c> (the reason), <c>lose</c>, <c>end</c>, <c>silence</c>, <c>cut</c> (how long), <c>delete</c>.</item>
/// <item><c>POST /admin/hierophant</c>: <c>restart</c> (how long it is away).</item>
/// <item><c>POST /admin/offers</c>: <c>add</c> (how many) with <c>gpu_name</c> and <c>price</c>; <c>remove</c> (ids); <c>remove_all</c>;
/// <c>reprice</c> (an id) with <c>price</c>.</item>
/// <item><c>POST /admin/tenants</c>: <c>label</c>, <c>onstart</c>, <c>age</c>, <c>count</c>: instances on the account that no call rented.</item>
/// </list>
/// </summary>
internal sealed class AdminRoutes(SimulatorHost host)
{
    private const int CallsShown = 200;

    public void Map(IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/admin");
        admin.MapGet("/state", (int? calls, bool? alive) => Answer(State(calls ?? CallsShown, alive ?? false)));
        admin.MapGet("/offers", () => Answer(host.Market.Offers()));
        admin.MapGet("/instances/{id:long}/environment", (long id) =>
            host.Environments.TryGetValue(id, out var environment) ? Answer(environment) : Results.NotFound());
        admin.MapPost("/settings", context => TakeAsync<Dictionary<string, JsonElement>>(context, ChangeSettings));
        admin.MapPost("/faults", context => TakeAsync<JsonElement>(context, AddFaults));
        admin.MapDelete("/faults", () =>
        {
            host.Faults.Clear();
            return Answer(host.Faults.Rules);
        });
        admin.MapPost("/instances/{id:long}", context =>
        {
            var id = long.Parse((string)context.Request.RouteValues["id"]!);
            return TakeAsync<AdminInstanceChange>(context, change => ChangeInstance(id, change));
        });
        admin.MapPost("/hierophant", context => TakeAsync<AdminHierophantChange>(context, RestartHierophant));
        admin.MapPost("/offers", context => TakeAsync<AdminOfferChange>(context, ChangeOffers));
        admin.MapPost("/tenants", context => TakeAsync<SimulatedTenant>(context, AddTenants));
    }

    private AdminState State(int calls, bool alive)
    {
        var truth = host.Market.Truth();
        var offers = host.Market.Offers();
        var counts = truth.Calls.GroupBy(call => $"{SettingText.Word(call.Endpoint)}: {call.Outcome}", StringComparer.Ordinal);
        return new AdminState(
            truth.At,
            new AdminSettings(host.Market.Options, host.Desk.Options with { Key = "not shown" }, host.Callers.Options),
            new AdminOfferCounts(offers.Length, offers.Count(offer => offer.Holders == 0)),
            new AdminCosts(truth.Cost, truth.Alive.Sum(instance => instance.PricePerHour), truth.Credit),
            alive ? [.. truth.Alive] : truth.Instances,
            host.Callers.Verified,
            host.Callers.Contemplants,
            Hierophant(),
            new AdminCalls(
                truth.CallsMade,
                truth.TooManyRequests,
                counts.ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal),
                [.. truth.Calls.TakeLast(calls)]),
            [.. truth.CallerCalls.TakeLast(calls)],
            truth.Peaks,
            host.Faults.Rules);
    }

    private IResult ChangeSettings(Dictionary<string, JsonElement> given)
    {
        var problems = host.Change(given.ToDictionary(pair => pair.Key, pair => SettingValues.Text(pair.Value), StringComparer.Ordinal));
        return problems.Count == 0 ? Answer(State(0, alive: true).Settings) : Problem(string.Join("; ", problems));
    }

    private IResult AddFaults(JsonElement given)
    {
        host.Faults.Add(given.ValueKind == JsonValueKind.Array
            ? given.Deserialize(SimulatorJson.Info<ImmutableArray<FaultRule>>())
            : [given.Deserialize(SimulatorJson.Info<FaultRule>())!]);
        return Answer(host.Faults.Rules);
    }

    private IResult ChangeInstance(long id, AdminInstanceChange change)
    {
        var market = host.Market;
        if (change.Status is { } wanted and not "null" && !InstanceStatus.All.Contains(wanted, StringComparer.Ordinal))
        {
            return Problem($"status is one of null, {string.Join(", ", InstanceStatus.All)}");
        }

        var done = market.Alive(id).Length == 1
            && (change.StatusMsg is not { } message || market.SetStatusMessage(id, message))
            && (change.Status is not { } status || market.SetStatus(id, status == "null" ? null : status))
            && (change.Label is not { } label || market.Relabel(id, label))
            && (change.State is not { } state || (state == "stopped" ? market.Stop(id) : market.Start(id)))
            && (change.Price is not { } price || market.RaisePrice(id, price, change.PriceAfter))
            && (!change.Outbid || market.Outbid(id))
            && (!change.Kill || market.SetStatus(id, InstanceStatus.Exited))
            && (!change.Verify || host.Verify(id))
            && (change.Drop is not { } reason || host.Drop(id, reason))
            && (!change.Lose || host.LoseWorker(id))
            && (!change.End || host.EndContemplant(id))
            && (!change.Silence || host.Silence(id))
            && (change.Cut is not { } length || host.CutOff(id, length))
            && (!change.Delete || market.Delete(id));
        return done ? Answer(market.Truth().Instances.First(instance => instance.InstanceId == id)) : Results.NotFound();
    }

    private IResult ChangeOffers(AdminOfferChange change)
    {
        var market = host.Market;
        var removed = change.RemoveAll ? [.. market.Offers().Select(offer => offer.OfferId)] : change.Remove;
        var gone = removed.Count(market.RemoveOffer);
        if (change.Reprice is { } id && (change.Price is not { } price || !market.Reprice(id, price)))
        {
            return Problem("reprice wants the id of an offer, and price beside it");
        }

        var added = Enumerable.Range(0, Math.Clamp(change.Add, 0, 100_000)).Select(_ => market.AddOffer(change.GpuName, change.Price)).ToArray();
        return added.Contains(null)
            ? Problem($"no GPU {change.GpuName} in the catalogue")
            : Answer(new AdminOfferChanges([.. added.OfType<long>()], gone));
    }

    private IResult RestartHierophant(AdminHierophantChange change)
    {
        host.RestartHierophant(change.Restart);
        return Answer(Hierophant());
    }

    private AdminHierophant Hierophant() => host.Callers.Ask(hierophant => new AdminHierophant(hierophant.AwayUntil, hierophant.Connected.Count));

    private IResult AddTenants(SimulatedTenant tenant) => Answer(host.AddTenants(tenant));

    private static async Task TakeAsync<T>(HttpContext context, Func<T, IResult> take)
    {
        IResult result;
        try
        {
            var given = await JsonSerializer.DeserializeAsync(context.Request.Body, SimulatorJson.Info<T>(), context.RequestAborted);
            result = given is null ? Problem("a body is wanted") : take(given);
        }
        catch (JsonException problem)
        {
            result = Problem(problem.Message);
        }

        await result.ExecuteAsync(context);
    }

    private static IResult Answer<T>(T value) => Results.Json(value, SimulatorJson.Info<T>());

    private static IResult Problem(string what) => Results.Json(new JsonObject { ["problem"] = what }, SimulatorJson.Info<JsonObject>(), statusCode: 400);
}
