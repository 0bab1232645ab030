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
internal sealed record VastPath(string Method, string Template, VastEndpoint Endpoint)
{
    private const string Id = "{id}";

    /// <summary>What stands for the id, empty where the path has none; null where the path is another one.</summary>
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

/// <summary>Vast's paths, and how a call on one of them is read: over HTTP as in virtual time.</summary>
internal static class VastPaths
{
    public static ImmutableArray<VastPath> All { get; } =
    [
        new("POST", "/api/v0/bundles/", VastEndpoint.Search),
        new("PUT", "/api/v0/asks/{id}/", VastEndpoint.Create),
        new("GET", "/api/v1/instances/", VastEndpoint.List),
        new("GET", "/api/v0/instances/", VastEndpoint.OldList),
        new("GET", "/api/v0/instances/{id}/", VastEndpoint.Show),
        new("DELETE", "/api/v0/instances/{id}/", VastEndpoint.Destroy),
        new("PUT", "/api/v0/instances/{id}/", VastEndpoint.Manage),
        new("GET", "/api/v0/users/current/", VastEndpoint.User),
        new("GET", "/api/v0/template/", VastEndpoint.Template),
    ];

    /// <summary>Reads a call from its parts.</summary>
    public static VastRequest Read(VastEndpoint endpoint, string? key, string? id, IQueryCollection query, string body) => new(endpoint, key)
    {
        Id = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
        Body = JsonText.Parse(body) as JsonObject,
        List = new ListRequest(query["limit"], query["after_token"], query["order_by"], query["select_cols"], query["select_filters"]),
    };

    /// <summary>Reads a call from its address; null where there is no such path.</summary>
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
                return Read(candidate.Endpoint, key, id, new QueryCollection(QueryHelpers.ParseQuery(end < 0 ? "" : address[end..])), body);
            }
        }

        return null;
    }
}
