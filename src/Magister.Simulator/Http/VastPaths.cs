using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Magister.Simulator.Market;
using Microsoft.AspNetCore.WebUtilities;

namespace Magister.Simulator.Http;

/// <summary>A method and a path of Vast's API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Template">The path; <c>{id}</c> stands for a number.</param>
/// <param name="Endpoint">What is called there.</param>
/// <param name="Ask">Calls the market; the number is the ordinal of the call.</param>
internal sealed record VastPath(string Method, string Template, VastEndpoint Endpoint, Func<VastMarket, VastRequest, long, MarketAnswer> Ask)
{
    private const string Id = "{id}";

    /// <summary>The text in place of the id, empty if the path has none; null if the path does not match.</summary>
    public string? IdOf(string path)
    {
        var at = Template.IndexOf(Id, StringComparison.Ordinal);
        if (at < 0) return path == Template ? "" : null;
        var (before, after) = (Template[..at], Template[(at + Id.Length)..]);
        var fits = path.Length > before.Length + after.Length
            && path.StartsWith(before, StringComparison.Ordinal) && path.EndsWith(after, StringComparison.Ordinal);
        var id = fits ? path[before.Length..^after.Length] : null;
        return id?.Contains('/') is false ? id : null;
    }
}

/// <summary>Vast's paths, and how a call to one of them is read, over HTTP and in virtual time alike.</summary>
internal static class VastPaths
{
    public static ImmutableArray<VastPath> All { get; } =
    [
        new("POST", "/api/v0/bundles/", VastEndpoint.Search, (market, request, _) => market.Search(request.Body)),
        new("PUT", "/api/v0/search/asks/", VastEndpoint.Search, (market, request, _) => market.Search(request.Body?["q"] as JsonObject)),
        new("PUT", "/api/v0/asks/{id}/", VastEndpoint.Create, Of((market, id, request, call) => market.Rent(id, request.Body, call))),
        new("GET", "/api/v1/instances/", VastEndpoint.List, (market, request, _) => market.List(request.List)),
        new("GET", "/api/v0/instances/", VastEndpoint.OldList, (_, _, _) =>
            MarketAnswer.Error(410, "deprecated_endpoint", "This endpoint is gone; use /api/v1/instances/.")),
        new("PUT", "/api/v0/instances/", VastEndpoint.Manage, (market, request, _) =>
            market.Several(request.Body?["ids"], id => market.Manage(id, request.Body))),
        new("DELETE", "/api/v0/instances/", VastEndpoint.Destroy, (market, request, call) =>
            market.Several(request.Body?["instance_ids"], id => market.Destroy(id, call))),
        new("GET", "/api/v0/instances/pending-price-increases/", VastEndpoint.PriceIncreases, (market, _, _) => market.PriceIncreases()),
        new("PUT", "/api/v0/instances/accept-price-increase/", VastEndpoint.PriceIncreases, (market, request, _) => market.AnswerIncrease(request.Body, true)),
        new("PUT", "/api/v0/instances/reject-price-increase/", VastEndpoint.PriceIncreases, (market, request, _) => market.AnswerIncrease(request.Body, false)),
        new("GET", "/api/v0/instances/{id}/", VastEndpoint.Show, Of((market, id, _, _) => market.Show(id))),
        new("DELETE", "/api/v0/instances/{id}/", VastEndpoint.Destroy, Of((market, id, _, call) => market.Destroy(id, call))),
        new("PUT", "/api/v0/instances/{id}/", VastEndpoint.Manage, Of((market, id, request, _) => market.Manage(id, request.Body))),
        new("PUT", "/api/v0/instances/reboot/{id}/", VastEndpoint.Manage, Of((market, id, _, _) => market.StartAnew(id, InstanceStatus.Rebooting))),
        new("PUT", "/api/v0/instances/recycle/{id}/", VastEndpoint.Manage, Of((market, id, _, _) => market.StartAnew(id, InstanceStatus.Recycling))),
        new("PUT", "/api/v0/instances/update_template/{id}/", VastEndpoint.Manage, Of((market, id, request, _) => market.Update(id, request.Body))),
        new("PUT", "/api/v0/instances/bid_price/{id}/", VastEndpoint.Manage, Of((market, id, request, _) => market.ChangeBid(id, request.Body))),
        new("PUT", "/api/v0/instances/request_logs/{id}/", VastEndpoint.Logs, Of((market, id, request, _) => market.RequestLogs(id, request.Body, request.Origin))),
        new("PUT", "/api/v0/instances/command/{id}/", VastEndpoint.Logs, Of((market, id, request, _) => market.Execute(id, request.Body, request.Origin))),
        new("GET", "/results/{id}", VastEndpoint.Result, Of((market, id, _, _) => market.ResultOf(id))),
        new("GET", "/api/v0/users/current/", VastEndpoint.User, (market, _, _) => market.User()),
        new("GET", "/api/v0/charges/", VastEndpoint.Charges, (market, request, _) => market.Charges(request.List)),
        new("GET", "/api/v0/template/", VastEndpoint.Template, (_, request, _) => TemplateSearch.Answer(request.List)),
        new("GET", "/api/v0/gpu_types/", VastEndpoint.GpuTypes, (_, _, _) => GpuModel.List()),
    ];

    /// <summary>Stands for all paths that Vast has and this market does not.</summary>
    public static VastPath Other { get; } =
        new("", "/api/{**path}", VastEndpoint.Other, (_, _, _) => MarketAnswer.Error(404, "not_found", "There is no such endpoint."));

    /// <summary>Reads a call from its parts.</summary>
    public static VastRequest Read(VastPath path, string? key, string? id, IQueryCollection query, string body) => new(path.Endpoint, key)
    {
        Ask = path.Ask,
        Id = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
        Body = JsonText.Parse(body) as JsonObject,
        List = new ListRequest(query["limit"], query["after_token"], query["order_by"], query["select_cols"], query["select_filters"]),
    };

    /// <summary>Reads a call from its address; null if there is no such path.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="address">Path and query.</param>
    /// <param name="key">The bearer key.</param>
    /// <param name="body">The body as text.</param>
    public static VastRequest? Read(string method, string address, string? key, string body)
    {
        var end = address.IndexOf('?', StringComparison.Ordinal);
        var path = end < 0 ? address : address[..end];
        foreach (var candidate in All)
        {
            if (candidate.Method == method && candidate.IdOf(path) is { } id)
            {
                return Read(candidate, key, id, new QueryCollection(QueryHelpers.ParseQuery(end < 0 ? "" : address[end..])), body);
            }
        }

        return null;
    }

    private static Func<VastMarket, VastRequest, long, MarketAnswer> Of(Func<VastMarket, long, VastRequest, long, MarketAnswer> ask) => (market, request, call) =>
        request.Id is { } id ? ask(market, id, request, call) : MarketAnswer.Error(400, "invalid_args", "error 400/1782: Invalid args: id is not a number");
}
